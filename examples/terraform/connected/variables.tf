variable "service_token" {
  description = "The output service_token of the module `connector`."
  type        = string
}

variable "key_store_id" {
  description = "The key store that has to be CONNECTED."
  type        = string

  validation {
    condition     = can(regex("^cks-[0-9a-z]+$", var.key_store_id))
    error_message = "A key store's id looks like cks-1234567890abcdef0."
  }
}

variable "stack_name" {
  description = "The name of the stack that waits."
  type        = string
}

variable "properties" {
  description = "More properties of Custom::KeyStoreConnection, such as { MaxAttempts = 5 }: docs/outcomes.md lists them."
  type        = any
  default     = {}
}
