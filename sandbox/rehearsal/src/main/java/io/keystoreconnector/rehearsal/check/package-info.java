/**
 * What holds for every run, whatever AWS answers and whoever else acts; one class for each rule.
 * The rules see what the world recorded and the histories of the executions, as AWS shows them, and
 * share no code with the functions. docs/storm.md lists them.
 */
package io.keystoreconnector.rehearsal.check;
