package dev.plumbline.tracking.search;

import dev.plumbline.tracking.TrackingException;
import dev.plumbline.tracking.search.Token.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What may be asked of one kind of thing. Errors are INVALID_PARAMETER_VALUE and name the part of
 * the filter; MLflow calls an order with a key given twice an INTERNAL_ERROR.
 */
public final class Grammar {
  /** Runs: attributes, metrics, params, tags, and the datasets they read. */
  public static final Grammar RUNS = new Grammar(Vocabulary.RUNS);

  /** Experiments: attributes and tags. */
  public static final Grammar EXPERIMENTS = new Grammar(Vocabulary.EXPERIMENTS);

  /** Registered models: their name and tags. */
  public static final Grammar REGISTERED_MODELS = new Grammar(Vocabulary.REGISTERED_MODELS);

  /** Model versions: attributes and tags. */
  public static final Grammar MODEL_VERSIONS = new Grammar(Vocabulary.MODEL_VERSIONS);

  /** Logged models: attributes, metrics, params and tags. */
  public static final Grammar LOGGED_MODELS = new Grammar(Vocabulary.LOGGED_MODELS);

  private final Vocabulary vocabulary;

  private Grammar(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /** What a filter asks for; everything, if it is empty. */
  public Condition<Clause> filter(String filter) {
    return FilterParser.parse(filter)
        .replaced(
            comparison -> new Condition.One<>(new ClauseCheck(vocabulary, comparison).clause()));
  }

  /** The keys of an order, the first one deciding first. */
  public List<Order> order(List<String> orderBy) {
    List<Order> orders = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String text : orderBy) {
      Order order = order(text);
      orders.add(order);
      if (!seen.add(order.type() + "." + order.key())) {
        throw TrackingException.invalid(
            "`order_by` contains duplicate fields: ['" + String.join("', '", orderBy) + "']");
      }
    }
    return orders;
  }

  private Order order(String text) {
    List<Token> tokens = Lexer.tokens(text);
    if (tokens.get(0).kind() != Kind.IDENTIFIER || tokens.size() > 3) {
      throw TrackingException.invalid(
          "Invalid order_by clause '" + text + "'. Could not be parsed.");
    }
    Order.Direction direction = Order.Direction.ASC;
    if (tokens.size() == 3) {
      String word = tokens.get(1).text().toUpperCase(Locale.ROOT);
      if (!word.equals("ASC") && !word.equals("DESC")) {
        throw TrackingException.invalid("Invalid ordering key in order_by clause '" + text + "'.");
      }
      direction = Order.Direction.valueOf(word);
    }
    Identifier identifier = Identifier.of(tokens.get(0).text());
    EntityType type = vocabulary.type(identifier);
    if (!vocabulary.orderedBy().contains(type)) {
      throw TrackingException.invalid("Invalid identifier type '" + type.word() + "'");
    }
    String key = identifier.key();
    return new Order(
        type, type == EntityType.ATTRIBUTE ? vocabulary.orderKey(key) : key, direction);
  }
}
