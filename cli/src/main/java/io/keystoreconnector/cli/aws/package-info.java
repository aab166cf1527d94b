/** What the command line asks of an AWS account, through thin adapters over the AWS SDK. */
package io.keystoreconnector.cli.aws;
