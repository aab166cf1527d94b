output "key_store_id" {
  description = "The key store, once it is CONNECTED: what uses it waits for it."
  value       = aws_cloudformation_stack.connected.outputs["CustomKeyStoreId"]
}

output "execution_arn" {
  description = "The run that connected it, or found it CONNECTED."
  value       = aws_cloudformation_stack.connected.outputs["ExecutionArn"]
}
