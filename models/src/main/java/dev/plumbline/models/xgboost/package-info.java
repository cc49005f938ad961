/**
 * XGBoost: {@link dev.plumbline.models.xgboost.XgboostBinary}, {@link
 * dev.plumbline.models.xgboost.XgboostMulticlass} and {@link
 * dev.plumbline.models.xgboost.XgboostRegression} train with its native library, {@link
 * dev.plumbline.models.xgboost.XgboostModel} scores without it.
 */
package dev.plumbline.models.xgboost;
