/**
 * MLflow's search grammar, with OR, NOT and brackets added: what a filter and an order may say of
 * runs, experiments, models and versions. Read first: {@link
 * dev.plumbline.tracking.search.Grammar}, {@link dev.plumbline.tracking.search.Condition}, {@link
 * dev.plumbline.tracking.search.Clause}, {@link dev.plumbline.tracking.search.Order}.
 */
package dev.plumbline.tracking.search;
