/** What Airflow's folder of DAGs gets: {@link dev.plumbline.dags.airflow.AirflowFiles}. */
package dev.plumbline.dags.airflow;
