/**
 * What holds of every run, whatever AWS answers and whoever else is at work, one class for each
 * rule. The rules see what the world wrote down and the histories of the executions, in AWS's own
 * words, and share no code with the functions. docs/storm.md lists them.
 */
package io.keystoreconnector.rehearsal.check;
