package dev.plumbline.tracking.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before a server and, as often as it is told, breaks the line when an answer comes. */
final class LossyProxy implements AutoCloseable {
  private final AtomicInteger losses = new AtomicInteger();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final URI server;

  LossyProxy(URI server) throws IOException {
    this.server = server;
    threads.execute(this::accept);
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + door.getLocalPort());
  }

  /** Loses the answers to come, so many of them. */
  void lose(int answers) {
    losses.set(answers);
  }

  /** How many are still to be lost. */
  int left() {
    return losses.get();
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket caller = door.accept();
        Socket line = new Socket(server.getHost(), server.getPort());
        threads.execute(() -> pump(caller, line, new AtomicInteger()));
        threads.execute(() -> pump(line, caller, losses));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private static void pump(Socket from, Socket to, AtomicInteger losses) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] bytes = new byte[8192];
      for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
        if (losses.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
          return;
        }
        out.write(bytes, 0, n);
      }
    } catch (IOException e) {
      return; // the other end is gone
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
    threads.shutdownNow();
  }
}
