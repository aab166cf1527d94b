variable "release_folder" {
  description = "The folder that `connector template --out FOLDER` has filled: the template, the jars and release.txt."
  type        = string
}

variable "code_bucket" {
  description = "Your bucket for the jars, in the Region of the stack."
  type        = string
}

variable "key_store_ids" {
  description = "The only key stores that the connector may act on."
  type        = list(string)

  validation {
    condition     = length(var.key_store_ids) > 0
    error_message = "Give at least one key store."
  }
}

variable "stack_name" {
  description = "The name of the stack."
  type        = string
  default     = "keystore-connector"
}

variable "parameters" {
  description = "More parameters of the template, such as { NotificationEmail = \"oncall@example.com\" }: docs/deploy.md lists them."
  type        = map(string)
  default     = {}
}
