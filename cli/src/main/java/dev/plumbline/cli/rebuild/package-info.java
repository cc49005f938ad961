/**
 * Restores runs into an empty tracking store from what they left behind: {@link
 * dev.plumbline.cli.rebuild.Traces} finds it, {@link dev.plumbline.cli.rebuild.Rebuilding} tells it
 * to the store.
 */
package dev.plumbline.cli.rebuild;
