/**
 * The commands of {@code plumb}: {@link dev.plumbline.cli.command.Commands} lists them and maps
 * errors to {@link dev.plumbline.cli.command.Exit} codes; {@link
 * dev.plumbline.cli.command.RunCommand} and {@link dev.plumbline.cli.command.PlanCommand} do the
 * work that the others show.
 */
package dev.plumbline.cli.command;
