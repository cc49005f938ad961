package dev.plumbline.cli.conf;

/**
 * One value of conf and where it comes from.
 *
 * @param origin {@code default}, a file relative to the project, a variable or an option
 */
public record Setting(String key, String value, String origin) {
  /** Whether its value is never shown. */
  public boolean secret() {
    return key.startsWith(Conf.SECRETS);
  }

  /** Its value as it may be shown. */
  public String shown() {
    return secret() ? "********" : value;
  }
}
