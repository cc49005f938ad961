/**
 * Tables on S3 and on stores that speak its protocol: {@link dev.plumbline.s3.S3Store} is found by
 * {@code runners/tables}, {@link dev.plumbline.s3.S3Settings} is what conf says, {@link
 * dev.plumbline.s3.S3Objects} is the protocol, {@link dev.plumbline.s3.CommitRule} is how one
 * writer alone wins a version.
 */
package dev.plumbline.s3;
