/**
 * From a pipeline and conf to a document: {@link dev.plumbline.dags.conf.DagBuilder} builds it,
 * {@link dev.plumbline.dags.conf.Settings} reads the keys below {@code schedule.}.
 */
package dev.plumbline.dags.conf;
