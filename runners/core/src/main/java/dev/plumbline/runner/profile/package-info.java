/**
 * Column statistics gathered while rows go by: read {@link dev.plumbline.runner.profile.Profiler}
 * first, then the columns, one class for each kind of value.
 */
package dev.plumbline.runner.profile;
