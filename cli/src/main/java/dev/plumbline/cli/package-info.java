/**
 * {@code plumb}, where everything meets: {@link dev.plumbline.cli.Plumb} is started by the
 * launcher, {@link dev.plumbline.cli.wire.Session} wires, {@link
 * dev.plumbline.cli.command.Commands} lists what can be asked.
 */
package dev.plumbline.cli;
