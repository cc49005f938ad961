/**
 * MLflow's rules on names, lengths and batches, for every store that decides for itself. Read
 * first: {@link dev.plumbline.tracking.rules.RunRules}, {@link
 * dev.plumbline.tracking.rules.ModelRules}.
 */
package dev.plumbline.tracking.rules;
