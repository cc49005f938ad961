/**
 * Models as directories in MLflow's format: {@link dev.plumbline.models.MlflowModelFormat} writes,
 * verifies and loads them, a {@link dev.plumbline.models.Flavor} for each kind of model; {@link
 * dev.plumbline.models.Scores} is what several classes predict.
 */
package dev.plumbline.models;
