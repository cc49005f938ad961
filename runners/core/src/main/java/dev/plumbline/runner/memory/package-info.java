/**
 * Tables, history and registry that live in this process alone, and artifacts in a folder: {@link
 * dev.plumbline.runner.memory.MemoryTables}, {@link dev.plumbline.runner.memory.MemoryHistory},
 * {@link dev.plumbline.runner.memory.MemoryRegistry}, {@link
 * dev.plumbline.runner.memory.FolderArtifacts}. They keep the same laws as those on disk, so that a
 * pipeline is tested as it will run.
 */
package dev.plumbline.runner.memory;
