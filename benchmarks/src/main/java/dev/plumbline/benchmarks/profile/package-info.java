/** What column profiles cost: {@link dev.plumbline.benchmarks.profile.Profiles}. */
package dev.plumbline.benchmarks.profile;
