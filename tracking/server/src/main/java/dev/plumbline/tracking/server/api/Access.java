package dev.plumbline.tracking.server.api;

/** What a route does, as far as permission to use it goes. */
public enum Access {
  /** Tells nothing about anyone's work: open to whoever reaches the server. */
  OPEN,
  /** Changes nothing. */
  READ,
  /** Creates, changes or deletes. */
  CHANGE
}
