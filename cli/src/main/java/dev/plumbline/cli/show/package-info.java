/**
 * What people see: {@link dev.plumbline.cli.show.Watch} tells a run as it happens, {@link
 * dev.plumbline.cli.show.Recap} what it made, {@link dev.plumbline.cli.show.TextTable} lists.
 */
package dev.plumbline.cli.show;
