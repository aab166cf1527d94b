# Deploys the connector: uploads the jars and the template of a release, and creates the stack.

terraform {
  required_version = ">= 1.5"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.40"
    }
  }
}

locals {
  template = "keystore-connector.template.json"
  prefix   = "keystore-connector/${trimspace(file("${var.release_folder}/release.txt"))}"
  files    = toset(concat([local.template], tolist(fileset(var.release_folder, "*.jar"))))
}

data "aws_s3_bucket" "code" {
  bucket = var.code_bucket
}

# The prefix ends with the release, so a new release has new objects, and those of the old one stay until they are not needed.
resource "aws_s3_object" "release" {
  for_each = local.files

  bucket      = var.code_bucket
  key         = "${local.prefix}/${each.key}"
  source      = "${var.release_folder}/${each.key}"
  source_hash = filesha256("${var.release_folder}/${each.key}")
}

resource "aws_cloudformation_stack" "connector" {
  name         = var.stack_name
  template_url = "https://${data.aws_s3_bucket.code.bucket_regional_domain_name}/${aws_s3_object.release[local.template].key}"
  capabilities = ["CAPABILITY_IAM"]

  parameters = merge(
    {
      CodeBucket  = var.code_bucket
      CodePrefix  = local.prefix
      KeyStoreIds = join(",", var.key_store_ids)
    },
    var.parameters,
  )

  # Lambda reads the jars when the stack is created.
  depends_on = [aws_s3_object.release]

  timeouts {
    create = "30m"
    update = "30m"
  }
}
