/**
 * Where everything meets: {@link dev.plumbline.cli.wire.Session} makes the one injector, {@link
 * dev.plumbline.cli.wire.Planning} plans, {@link dev.plumbline.cli.wire.Running} runs, {@link
 * dev.plumbline.cli.wire.Providers} finds pipelines and engines.
 */
package dev.plumbline.cli.wire;
