output "service_token" {
  description = "For the module `connected`, and for Custom::KeyStoreConnection in stacks of your own."
  value       = aws_cloudformation_stack.connector.outputs["ServiceToken"]
}

output "state_machine_arn" {
  description = "Start a run with it."
  value       = aws_cloudformation_stack.connector.outputs["StateMachineArn"]
}

output "release" {
  description = "The release that is deployed."
  value       = aws_cloudformation_stack.connector.outputs["Release"]
}
