package dev.plumbline.dags.document;

/** One word of a task's command line. */
public sealed interface Word {
  /** As it stands, for every run. */
  record Text(String text) implements Word {
    public Text {
      Texts.check(text);
    }
  }

  /** What is known when a run begins, with a text before it. */
  record Of(What of, String name, String before) implements Word {
    public Of {
      Texts.check(before);
    }
  }

  /** What a run knows of itself. */
  enum What {
    /** The id of Plumbline's run: of pipeline and interval, the same in every retry. */
    RUN,
    /** When the interval begins, as {@code --date} takes it. */
    DATE,
    /** The value of the {@link Param} with that name. */
    PARAM
  }

  static Word text(String text) {
    return new Text(text);
  }

  static Word run() {
    return new Of(What.RUN, "", "");
  }

  static Word date() {
    return new Of(What.DATE, "", "");
  }

  static Word param(String name, String before) {
    return new Of(What.PARAM, name, before);
  }
}
