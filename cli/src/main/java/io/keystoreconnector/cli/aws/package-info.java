/** What the command line asks of an AWS account, by thin adapters over the AWS SDK. */
package io.keystoreconnector.cli.aws;
