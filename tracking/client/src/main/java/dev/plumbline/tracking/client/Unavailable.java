package dev.plumbline.tracking.client;

import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Objects;
import javax.net.ssl.SSLException;

/** A try that another one may better. */
final class Unavailable extends Exception {
  private static final long serialVersionUID = 1L;
  private final String remedy;
  private final boolean received;
  private final Duration pause;

  private Unavailable(
      String why, String remedy, boolean received, Duration pause, Throwable cause) {
    super(why, cause);
    this.remedy = remedy;
    this.received = received;
    this.pause = pause;
  }

  /** No answer came. */
  static Unavailable of(Throwable cause) {
    boolean unreached =
        cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException;
    String remedy =
        cause instanceof SSLException
            ? "check its certificate and whether its address is https"
            : "start it or correct its address";
    return new Unavailable(why(cause), remedy, !unreached, Duration.ZERO, cause);
  }

  private static String why(Throwable cause) {
    if (cause instanceof HttpConnectTimeoutException) {
      return "it takes no connection in time";
    }
    if (cause instanceof ConnectException) {
      return cause.getCause() instanceof UnresolvedAddressException
          ? "its host has no address"
          : "it takes no connection";
    }
    return "the connection broke ("
        + Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getSimpleName())
        + ")";
  }

  /** An answer is overdue. */
  static Unavailable late(Duration timeout) {
    String why = "it gave no answer in " + timeout.toMillis() / 1e3 + " s";
    return new Unavailable(
        why, "try again later or give it more time", true, Duration.ZERO, new Throwable(why));
  }

  /**
   * It, or what stands before it, answered that it can't now.
   *
   * @param received whether it may have done what it was asked for all the same
   */
  static Unavailable answered(String why, boolean received, Duration pause) {
    return new Unavailable(why, "try again later", received, pause, new Throwable(why));
  }

  String why() {
    return Objects.toString(getMessage());
  }

  /** What whoever called can do. */
  String remedy() {
    return remedy;
  }

  /** Whether the server may have done what it was asked for. */
  boolean received() {
    return received;
  }

  /** How long it asked to be left alone. */
  Duration pause() {
    return pause;
  }
}
