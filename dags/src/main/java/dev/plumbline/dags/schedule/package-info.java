/**
 * When a schedule begins runs, and for what, computed as Airflow computes it: {@link
 * dev.plumbline.dags.schedule.CronLine} is read here, {@link dev.plumbline.dags.schedule.Firings}
 * lists what comes.
 */
package dev.plumbline.dags.schedule;
