package dev.plumbline.tracking.sql;

import java.util.List;

/** The database as the registry changes it: with each change the model's file is written anew. */
record RegistryDatabase(Database database, RegistryFiles files) {
  /** Writes the files of models that were registered before there were any. */
  void writeMissing() {
    if (!files.isMissing()) {
      return;
    }
    List<String> names =
        database.read(
            session ->
                session.list(
                    Fragment.of("SELECT name FROM registered_models"), row -> row.getString(1)));
    names.forEach(name -> change(name, session -> {}));
  }

  <T> T read(Database.Work<T> work) {
    return database.read(work);
  }

  /** Writes all of it and the model's file or, on any exception, nothing to the database. */
  <T> T write(String model, Database.Work<T> work) {
    return database.write(
        "model " + model,
        session -> {
          T result = work.in(session);
          files.keep(session, model);
          return result;
        });
  }

  /** Writes all of it and the model's file or, on any exception, nothing to the database. */
  void change(String model, Database.Change change) {
    database.change(
        "model " + model,
        session -> {
          change.in(session);
          files.keep(session, model);
        });
  }
}
