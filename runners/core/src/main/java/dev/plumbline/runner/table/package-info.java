/**
 * Tables as core sees them: {@link dev.plumbline.runner.table.TableCatalog} for planning, {@link
 * dev.plumbline.runner.table.TableStore} and {@link dev.plumbline.runner.table.StagedWrite} for
 * writing, {@link dev.plumbline.runner.table.TableReader} for reading.
 */
package dev.plumbline.runner.table;
