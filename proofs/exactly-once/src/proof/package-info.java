/**
 * Ends processes at every fail point and at random moments, goes on with the run, and compares what
 * is there with what an undisturbed run left: {@link proof.ExactlyOnce}.
 */
package proof;
