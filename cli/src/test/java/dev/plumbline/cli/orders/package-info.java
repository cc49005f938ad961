/** Small pipelines over {@link dev.plumbline.cli.orders.Order}, for the tests of commands. */
package dev.plumbline.cli.orders;
