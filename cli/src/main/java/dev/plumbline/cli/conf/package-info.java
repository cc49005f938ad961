/**
 * Conf: {@link dev.plumbline.cli.conf.Key} lists what can be set, {@link
 * dev.plumbline.cli.conf.ConfReader} lays its places over each other, {@link
 * dev.plumbline.cli.conf.Conf} is the outcome.
 */
package dev.plumbline.cli.conf;
