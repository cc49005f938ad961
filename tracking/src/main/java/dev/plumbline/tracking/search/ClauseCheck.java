package dev.plumbline.tracking.search;

import dev.plumbline.tracking.TrackingException;
import dev.plumbline.tracking.search.Comparison.Form;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/** Checks one comparison against a vocabulary: type, key, operator and value, in this order. */
final class ClauseCheck {
  private static final List<String> DATASET_KEYS = List.of("name", "digest", "context");

  private final Vocabulary vocabulary;
  private final Comparison comparison;
  private final Identifier identifier;
  private final EntityType type;

  ClauseCheck(Vocabulary vocabulary, Comparison comparison) {
    this.vocabulary = vocabulary;
    this.comparison = comparison;
    this.identifier = Identifier.of(comparison.identifier());
    this.type = vocabulary.type(identifier);
  }

  Clause clause() {
    boolean tagLike = type == EntityType.TAG || type == EntityType.PARAM;
    if (comparison.form() == Form.NONE && !tagLike) {
      throw TrackingException.invalid(
          "IS NULL / IS NOT NULL is only supported for tags and params, not for '"
              + type.word()
              + "' '"
              + identifier.key()
              + "'");
    }
    return switch (type) {
      case METRIC -> metric();
      case PARAM, TAG -> tagOrParam();
      case DATASET -> dataset();
      case ATTRIBUTE -> attribute(vocabulary.attribute(identifier.key()));
    };
  }

  private Clause metric() {
    if (!comparison.isNumber()) {
      throw TrackingException.invalid(
          "Expected numeric value type for metric. Found " + comparison.shown());
    }
    return clause(
        identifier.key(),
        Operator.of(comparison.operator(), Operator.NUMERIC),
        new Operand.Real(Double.parseDouble(comparison.value().text())));
  }

  private Clause tagOrParam() {
    if (comparison.form() == Form.NONE) {
      Operator operator = Operator.of(comparison.operator(), vocabulary.tagOperators());
      return clause(identifier.key(), operator, new Operand.None());
    }
    if (!comparison.isText()) {
      throw TrackingException.invalid(
          "Expected a quoted string value for "
              + type.word()
              + " (e.g. 'my-value'). Got value "
              + comparison.shown());
    }
    return clause(
        identifier.key(),
        Operator.of(comparison.operator(), vocabulary.tagOperators()),
        new Operand.Text(comparison.value().unquoted()));
  }

  private Clause dataset() {
    if (!DATASET_KEYS.contains(identifier.key())) {
      throw Vocabulary.invalidKey("Invalid dataset key '", identifier.key(), DATASET_KEYS);
    }
    return texts(identifier.key(), Operator.of(comparison.operator(), Operator.TEXT_OR_LIST));
  }

  private Clause attribute(Attribute attribute) {
    if (attribute.kind() != Attribute.Kind.TEXT) {
      return number(attribute);
    }
    if (comparison.form() == Form.LIST && !attribute.supportsLists()) {
      String supported =
          vocabulary.attributes().values().stream()
              .filter(Attribute::supportsLists)
              .map(each -> "'" + each.name() + "'")
              .distinct()
              .sorted()
              .collect(Collectors.joining(", "));
      throw TrackingException.invalid(
          "Only ["
              + supported
              + "] attributes support comparison with a list of quoted string values.");
    }
    return texts(attribute.name(), Operator.of(comparison.operator(), attribute.operators()));
  }

  private Clause number(Attribute attribute) {
    if (!comparison.isNumber()) {
      throw TrackingException.invalid(
          "Expected numeric value type for numeric attribute: "
              + identifier.key()
              + ". Found "
              + comparison.shown());
    }
    String text = comparison.value().text();
    Operator operator = Operator.of(comparison.operator(), attribute.operators());
    if (text.matches("-?\\d+") && new BigDecimal(text).toBigInteger().bitLength() < Long.SIZE) {
      return clause(attribute.name(), operator, new Operand.Whole(Long.parseLong(text)));
    }
    if (attribute.kind() == Attribute.Kind.WHOLE) {
      throw TrackingException.invalid(
          "Invalid value for numeric attribute '" + attribute.name() + "': '" + text + "'");
    }
    return clause(attribute.name(), operator, new Operand.Real(Double.parseDouble(text)));
  }

  private Clause texts(String key, Operator operator) {
    if (comparison.form() == Form.LIST && operator.takesList()) {
      return clause(key, operator, new Operand.Texts(comparison.texts()));
    }
    if (comparison.isText() && !operator.takesList()) {
      return clause(key, operator, new Operand.Text(comparison.value().unquoted()));
    }
    throw TrackingException.invalid(
        "Expected a quoted string value for "
            + (type == EntityType.DATASET ? "dataset attributes" : "attributes")
            + ". Got value "
            + comparison.shown());
  }

  private Clause clause(String key, Operator operator, Operand operand) {
    return new Clause(type, key, operator, operand);
  }
}
