package dev.plumbline.dags.conf;

import dev.plumbline.dags.document.Operator.Kind;
import dev.plumbline.dags.document.Value;
import dev.plumbline.pipeline.Nearest;
import dev.plumbline.pipeline.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Arguments of Airflow's operators: which there are, and texts of conf as their values. */
final class Arguments {
  private static final Pattern REFERENCE =
      Pattern.compile(
          "variable:([A-Za-z0-9_.-]{1,250})"
              + "|connection:([A-Za-z0-9_.-]{1,250})[.](host|login|password|port|schema)");
  private static final String LITERAL = "text:";

  /** What a value is. */
  private enum Form {
    TEXT,
    WHOLE,
    FLAG,
    /** Texts by name: {@code spark-submit.conf.spark.executor.memory}. */
    TEXTS,
    /** JSON. */
    TREE
  }

  private static final Map<Kind, Map<String, Form>> KNOWN =
      Map.of(
          Kind.BASH,
          forms("cwd output_encoding", "", "append_env", "env", ""),
          Kind.SPARK_SUBMIT,
          forms(
              "application conn_id files py_files jars driver_class_path java_class packages"
                  + " exclude_packages repositories executor_memory driver_memory keytab principal"
                  + " proxy_user name spark_binary properties_file yarn_queue deploy_mode",
              "total_executor_cores executor_cores num_executors status_poll_interval",
              "verbose use_krb5ccache track_driver_via_k8s_api yarn_track_via_rm_api durable",
              "conf env_vars",
              ""),
          Kind.KUBERNETES_POD,
          forms(
              "image namespace name service_account_name image_pull_policy config_file"
                  + " cluster_context kubernetes_conn_id on_finish_action priority_class_name"
                  + " schedulername",
              "startup_timeout_seconds",
              "in_cluster get_logs random_name_suffix reattach_on_restart hostnetwork",
              "env_vars labels annotations node_selector",
              "container_resources affinity tolerations volumes volume_mounts security_context"
                  + " cmds"),
          Kind.SPARK_KUBERNETES,
          forms(
              "namespace name kubernetes_conn_id config_file cluster_context image",
              "startup_timeout_seconds",
              "in_cluster get_logs random_name_suffix reattach_on_restart delete_on_termination",
              "",
              "template_spec"));

  private static final Map<Kind, List<String>> NEEDED =
      Map.of(
          Kind.SPARK_SUBMIT,
          List.of("application"),
          Kind.KUBERNETES_POD,
          List.of("image"),
          Kind.SPARK_KUBERNETES,
          List.of("template_spec"));

  private Arguments() {}

  private static Map<String, Form> forms(
      String texts, String wholes, String flags, String maps, String trees) {
    Map<String, Form> forms = new HashMap<>();
    put(forms, texts, Form.TEXT);
    put(forms, wholes, Form.WHOLE);
    put(forms, flags, Form.FLAG);
    put(forms, maps, Form.TEXTS);
    put(forms, trees, Form.TREE);
    return forms;
  }

  private static void put(Map<String, Form> forms, String names, Form form) {
    for (String name : names.split(" ")) {
      if (!name.isEmpty()) {
        forms.put(name, form);
      }
    }
  }

  /** The values of one task's operator; mistakes are added to the problems. */
  static SortedMap<String, Value> read(
      Kind kind, SortedMap<String, String> texts, String task, List<String> problems) {
    Map<String, Form> known = KNOWN.getOrDefault(kind, Map.of());
    SortedMap<String, Value> values = new TreeMap<>();
    SortedMap<String, SortedMap<String, Value>> maps = new TreeMap<>();
    texts.forEach(
        (key, text) -> {
          String name = key.replaceFirst("\\..*", "");
          String where = "task " + task + ": argument " + Setting.word(kind) + "." + key;
          Form form = known.get(name);
          if (form == null) {
            problems.add(
                where + " " + Nearest.unknown("argument", name, new TreeSet<>(known.keySet())));
            return;
          }
          if ((form == Form.TEXTS) == name.equals(key)) {
            problems.add(
                where
                    + (form == Form.TEXTS
                        ? " holds texts by name, write " + name + ".<name>=<text>"
                        : " holds one value, write " + name));
            return;
          }
          try {
            if (form == Form.TEXTS) {
              maps.computeIfAbsent(name, n -> new TreeMap<>())
                  .put(key.substring(name.length() + 1), text(text));
            } else {
              values.put(name, value(form, text));
            }
          } catch (IllegalArgumentException e) {
            problems.add(where + " is '" + text + "': " + e.getMessage());
          }
        });
    maps.forEach((name, fields) -> values.put(name, new Value.Fields(fields)));
    for (String name : NEEDED.getOrDefault(kind, List.of())) {
      if (!texts.containsKey(name)) {
        problems.add(
            "task " + task + ": needs argument " + Setting.word(kind) + "." + name + ", set it");
      }
    }
    return values;
  }

  private static Value value(Form form, String text) {
    return switch (form) {
      case WHOLE -> {
        if (!text.matches("-?[0-9]{1,18}")) {
          throw new IllegalArgumentException("write a whole number");
        }
        yield new Value.Whole(Long.parseLong(text));
      }
      case FLAG -> {
        if (!text.equals("true") && !text.equals("false")) {
          throw new IllegalArgumentException("write true or false");
        }
        yield new Value.Flag(Boolean.parseBoolean(text));
      }
      case TREE -> tree(Json.parse(text));
      default -> text(text);
    };
  }

  /** A text as it stands, or what it refers to. */
  static Value text(String text) {
    Matcher reference = REFERENCE.matcher(text);
    if (reference.matches()) {
      return reference.group(1) != null
          ? new Value.Variable(reference.group(1))
          : new Value.Connection(reference.group(2), reference.group(3));
    }
    return new Value.Text(text.startsWith(LITERAL) ? text.substring(LITERAL.length()) : text);
  }

  private static Value tree(Object json) {
    if (json instanceof Map<?, ?> map) {
      SortedMap<String, Value> fields = new TreeMap<>();
      map.forEach((name, value) -> fields.put((String) name, tree(value)));
      return new Value.Fields(fields);
    }
    if (json instanceof List<?> list) {
      List<Value> items = new ArrayList<>();
      list.forEach(item -> items.add(tree(item)));
      return new Value.Items(items);
    }
    if (json instanceof BigDecimal number) {
      return number.stripTrailingZeros().scale() <= 0
          ? new Value.Whole(number.longValueExact())
          : new Value.Real(number.doubleValue());
    }
    if (json instanceof Boolean flag) {
      return new Value.Flag(flag);
    }
    if (json instanceof String text) {
      return text(text);
    }
    throw new IllegalArgumentException("null says nothing, leave it out");
  }
}
