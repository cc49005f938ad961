import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;

/** Runs SQL by plain JDBC, and prints the first column of what it answers. */
class Database {
  public static void main(String[] words) throws Exception {
    try (Connection connection = DriverManager.getConnection(words[0], words[1], words[2]);
        Statement statement = connection.createStatement()) {
      if (statement.execute(words[3])) {
        ResultSet answer = statement.getResultSet();
        while (answer.next()) {
          System.out.println(answer.getString(1));
        }
      }
    }
  }
}
