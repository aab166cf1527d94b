# Waits until a key store is CONNECTED. What needs its keys depends on this module.
# A stack of one resource does the waiting: Terraform has no resource that calls a workflow and waits for its end.

terraform {
  required_version = ">= 1.5"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.40"
    }
  }
}

resource "aws_cloudformation_stack" "connected" {
  name       = var.stack_name
  on_failure = "DELETE"

  template_body = jsonencode({
    Description = "Waits until the key store ${var.key_store_id} is CONNECTED."
    Resources = {
      KeyStore = {
        Type = "Custom::KeyStoreConnection"
        Properties = merge(
          {
            ServiceToken     = var.service_token
            ServiceTimeout   = 1800
            CustomKeyStoreId = var.key_store_id
          },
          var.properties,
        )
      }
    }
    Outputs = {
      CustomKeyStoreId = { Value = { "Fn::GetAtt" = ["KeyStore", "CustomKeyStoreId"] } }
      ExecutionArn     = { Value = { "Fn::GetAtt" = ["KeyStore", "ExecutionArn"] } }
    }
  })

  # A run takes up to 20 minutes; ServiceTimeout leaves room for Lambda's retries.
  timeouts {
    create = "40m"
    update = "40m"
  }
}
