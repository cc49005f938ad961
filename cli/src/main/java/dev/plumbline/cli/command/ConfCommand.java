package dev.plumbline.cli.command;

import dev.plumbline.cli.Surroundings;
import dev.plumbline.cli.conf.Conf;
import dev.plumbline.cli.conf.Setting;
import dev.plumbline.cli.show.TextTable;
import dev.plumbline.cli.wire.Session;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code plumb conf show}: every value, and where it comes from; secrets are masked. */
@Command(name = "show", description = "Every value of conf and where it comes from.")
final class ConfCommand extends Reading {
  ConfCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  int work(Session session) {
    Conf conf = session.conf();
    TextTable table = new TextTable("KEY", "VALUE", "FROM");
    List<Object> trees = new ArrayList<>();
    for (Setting setting : conf.settings().values()) {
      Map<String, Object> tree = new LinkedHashMap<>();
      tree.put("key", setting.key());
      tree.put("value", setting.shown());
      tree.put("from", setting.origin());
      trees.add(tree);
      table.row(setting.key(), setting.shown(), setting.origin());
    }
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("project", conf.project().toString());
    tree.put("environment", conf.environment());
    tree.put("settings", trees);
    return show(
        tree, "project " + conf.project() + ", environment " + conf.environment() + "\n\n" + table);
  }
}
