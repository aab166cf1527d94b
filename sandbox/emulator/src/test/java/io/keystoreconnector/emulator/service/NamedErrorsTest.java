package io.keystoreconnector.emulator.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.keystoreconnector.emulator.Bench;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import tools.jackson.jr.ob.JSON;

/** The conditions under which the services refuse a call, each by the error's own name. */
class NamedErrorsTest {

  /** A CLOUDHSM store on cluster one, an XKS store by VPC, one public, and secrets. */
  private static final String WORLD =
      """
      {'keyStores': [
         {'id': 'cks-one', 'name': 'one', 'cluster': 'cluster-theoriginal'},
         {'id': 'cks-full', 'name': 'full', 'cluster': 'cluster-isinactivex', 'keys': 3},
         {'id': 'cks-vpc', 'name': 'vpc', 'xks': {'connectivity': 'VPC_ENDPOINT_SERVICE',
           'endpoint': 'https://vpc.example.com',
           'vpcServiceName': 'com.amazonaws.vpce.eu-central-1.vpce-svc-0123456789abcdef0'}},
         {'id': 'cks-pub', 'name': 'pub', 'xks': {'endpoint': 'https://pub.example.com'}},
         {'id': 'cks-xks', 'name': 'xks', 'xks': {}},
         {'id': 'cks-slow', 'name': 'slow', 'xks': {'path': '/s/kms/xks/v1'}, 'proxy': {'answers': 'INVALID_RESPONSE'}},
         {'id': 'cks-down', 'name': 'down', 'xks': {'path': '/d/kms/xks/v1'}, 'proxy': {'answers': 'TIMED_OUT'}}],
       'clusters': [
         {'id': 'cluster-theoriginal', 'backupHistory': 'one'},
         {'id': 'cluster-relatedtwin', 'backupHistory': 'one'},
         {'id': 'cluster-relatedhalf', 'backupHistory': 'one', 'hsms': 1},
         {'id': 'cluster-relatedsame', 'backupHistory': 'one', 'hsms': 0, 'state': 'UNINITIALIZED'},
         {'id': 'cluster-isinactivex', 'state': 'INITIALIZED'},
         {'id': 'cluster-ofstrangers', 'subnets': 'FULL'},
         {'id': 'cluster-sameazonesx', 'backupHistory': 'one', 'hsms': [{'zone': 'eu-central-1a'}, {'zone': 'eu-central-1a'}]}],
       'secrets': [
         {'name': 'plain', 'versions': [
            {'versionId': '11111111-1111-1111-1111-111111111111', 'value': 'old', 'stages': ['AWSPREVIOUS']},
            {'versionId': '22222222-2222-2222-2222-222222222222', 'value': 'new', 'stages': ['AWSCURRENT', 'mine']}]},
         {'name': 'gone', 'value': 'x', 'deleted': true},
         {'name': 'circular', 'value': 'x', 'encryptedWith': 'one'}],
       'settings': {'hsmLimit': 100}}
      """;

  @ParameterizedTest(name = "{1} {2}: {0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CustomKeyStoreNotFoundException | TrentService.ConnectCustomKeyStore    | {'CustomKeyStoreId': 'cks-none'}
          CustomKeyStoreNotFoundException | TrentService.DisconnectCustomKeyStore | {'CustomKeyStoreId': 'cks-none'}
          CustomKeyStoreNotFoundException | TrentService.UpdateCustomKeyStore     | {'CustomKeyStoreId': 'cks-none'}
          CustomKeyStoreNotFoundException | TrentService.DeleteCustomKeyStore     | {'CustomKeyStoreId': 'cks-none'}
          CustomKeyStoreNotFoundException | TrentService.DescribeCustomKeyStores  | {'CustomKeyStoreId': 'cks-none'}
          CustomKeyStoreNotFoundException | TrentService.DescribeCustomKeyStores  | {'CustomKeyStoreName': 'none'}
          ValidationException             | TrentService.DescribeCustomKeyStores  | {'CustomKeyStoreId': 'cks-one', 'CustomKeyStoreName': 'one'}
          ValidationException             | TrentService.DescribeCustomKeyStores  | {'Limit': 0}
          ValidationException             | TrentService.DescribeCustomKeyStores  | {'Limit': 1001}
          SerializationException          | TrentService.DescribeCustomKeyStores  | {'Limit': 'ten'}
          InvalidMarkerException          | TrentService.DescribeCustomKeyStores  | {'Marker': 'nonsense'}
          ValidationException             | TrentService.ConnectCustomKeyStore    | {}
          SerializationException          | TrentService.ConnectCustomKeyStore    | {'CustomKeyStoreId': 7}
          SerializationException          | TrentService.ConnectCustomKeyStore    | [1]
          SerializationException          | TrentService.ConnectCustomKeyStore    | {
          SerializationException          | TrentService.DescribeCustomKeyStores  | {} x
          CloudHsmClusterNotActiveException | TrentService.ConnectCustomKeyStore  | {'CustomKeyStoreId': 'cks-full'}
          CustomKeyStoreNameInUseException  | TrentService.UpdateCustomKeyStore   | {'CustomKeyStoreId': 'cks-one', 'NewCustomKeyStoreName': 'full'}
          ok                                | TrentService.UpdateCustomKeyStore   | {'CustomKeyStoreId': 'cks-one', 'NewCustomKeyStoreName': 'one'}
          CloudHsmClusterNotFoundException  | TrentService.UpdateCustomKeyStore   | {'CustomKeyStoreId': 'cks-one', 'CloudHsmClusterId': 'cluster-unheardofxx'}
          CloudHsmClusterNotRelatedException | TrentService.UpdateCustomKeyStore  | {'CustomKeyStoreId': 'cks-one', 'CloudHsmClusterId': 'cluster-ofstrangers'}
          CloudHsmClusterNotActiveException  | TrentService.UpdateCustomKeyStore  | {'CustomKeyStoreId': 'cks-one', 'CloudHsmClusterId': 'cluster-relatedsame'}
          CloudHsmClusterInvalidConfigurationException | TrentService.UpdateCustomKeyStore | {'CustomKeyStoreId': 'cks-one', 'CloudHsmClusterId': 'cluster-relatedhalf'}
          CloudHsmClusterInvalidConfigurationException | TrentService.UpdateCustomKeyStore | {'CustomKeyStoreId': 'cks-one', 'CloudHsmClusterId': 'cluster-sameazonesx'}
          ok                                | TrentService.UpdateCustomKeyStore   | {'CustomKeyStoreId': 'cks-one', 'CloudHsmClusterId': 'cluster-relatedtwin', 'KeyStorePassword': 'Abcdefg1'}
          ValidationException               | TrentService.UpdateCustomKeyStore   | {'CustomKeyStoreId': 'cks-one', 'KeyStorePassword': 'Short1'}
          ValidationException               | TrentService.UpdateCustomKeyStore   | {'CustomKeyStoreId': 'cks-one', 'KeyStorePassword': 'Abcdefghijklmnopqrstuvwxyz1234567'}
          ValidationException               | TrentService.UpdateCustomKeyStore   | {'CustomKeyStoreId': 'cks-one', 'CloudHsmClusterId': 'cluster-1'}
          ValidationException               | TrentService.UpdateCustomKeyStore   | {'CustomKeyStoreId': 'cks-one', 'CloudHsmClusterId': 'cluster-with18digits'}
          ValidationException               | TrentService.UpdateCustomKeyStore   | {'CustomKeyStoreId': 'cks-one', 'XksProxyUriPath': '/kms/xks/v1'}
          ValidationException               | TrentService.UpdateCustomKeyStore   | {'CustomKeyStoreId': 'cks-xks', 'KeyStorePassword': 'Abcdefg1'}
          ValidationException               | TrentService.UpdateCustomKeyStore   | {'CustomKeyStoreId': 'cks-xks', 'XksProxyUriEndpoint': 'http://xks.example.com'}
          ValidationException               | TrentService.UpdateCustomKeyStore   | {'CustomKeyStoreId': 'cks-xks', 'XksProxyUriPath': '/kms/xks/one'}
          ValidationException               | TrentService.UpdateCustomKeyStore   | {'CustomKeyStoreId': 'cks-xks', 'XksProxyConnectivity': 'PIGEON'}
          ValidationException               | TrentService.UpdateCustomKeyStore   | {'CustomKeyStoreId': 'cks-xks', 'XksProxyVpcEndpointServiceName': 'vpce-svc-0123456789abcdef0'}
          ValidationException               | TrentService.UpdateCustomKeyStore   | {'CustomKeyStoreId': 'cks-xks', 'XksProxyVpcEndpointServiceOwner': '12345678901'}
          ValidationException               | TrentService.UpdateCustomKeyStore   | {'CustomKeyStoreId': 'cks-xks', 'XksProxyConnectivity': 'VPC_ENDPOINT_SERVICE'}
          ValidationException               | TrentService.UpdateCustomKeyStore   | {'CustomKeyStoreId': 'cks-xks', 'XksProxyAuthenticationCredential': {'AccessKeyId': 'ABCDEFGHIJKLMNOPQRST'}}
          ValidationException               | TrentService.UpdateCustomKeyStore   | {'CustomKeyStoreId': 'cks-xks', 'XksProxyAuthenticationCredential': {'AccessKeyId': 'short', 'RawSecretAccessKey': 'abcdefghijklmnopqrstuvwxyz0123456789abcdefghi'}}
          XksProxyIncorrectAuthenticationCredentialException | TrentService.UpdateCustomKeyStore | {'CustomKeyStoreId': 'cks-xks', 'XksProxyAuthenticationCredential': {'AccessKeyId': 'ABCDEFGHIJKLMNOPQRST', 'RawSecretAccessKey': 'abcdefghijklmnopqrstuvwxyz0123456789abcdefghi'}}
          XksProxyInvalidConfigurationException | TrentService.UpdateCustomKeyStore | {'CustomKeyStoreId': 'cks-xks', 'XksProxyUriPath': '/other/kms/xks/v1'}
          XksProxyUriUnreachableException   | TrentService.UpdateCustomKeyStore   | {'CustomKeyStoreId': 'cks-xks', 'XksProxyUriEndpoint': 'https://other.example.com'}
          XksProxyUriUnreachableException   | TrentService.UpdateCustomKeyStore   | {'CustomKeyStoreId': 'cks-down', 'XksProxyUriPath': '/d/kms/xks/v1'}
          XksProxyInvalidResponseException  | TrentService.UpdateCustomKeyStore   | {'CustomKeyStoreId': 'cks-slow', 'XksProxyUriPath': '/s/kms/xks/v1'}
          XksProxyUriInUseException         | TrentService.UpdateCustomKeyStore   | {'CustomKeyStoreId': 'cks-xks', 'XksProxyUriEndpoint': 'https://pub.example.com'}
          XksProxyUriEndpointInUseException | TrentService.UpdateCustomKeyStore   | {'CustomKeyStoreId': 'cks-xks', 'XksProxyUriEndpoint': 'https://vpc.example.com', 'XksProxyUriPath': '/new/kms/xks/v1'}
          XksProxyVpcEndpointServiceInUseException | TrentService.UpdateCustomKeyStore | {'CustomKeyStoreId': 'cks-pub', 'XksProxyConnectivity': 'VPC_ENDPOINT_SERVICE', 'XksProxyVpcEndpointServiceName': 'com.amazonaws.vpce.eu-central-1.vpce-svc-0123456789abcdef0'}
          XksProxyVpcEndpointServiceNotFoundException | TrentService.UpdateCustomKeyStore | {'CustomKeyStoreId': 'cks-vpc', 'XksProxyVpcEndpointServiceName': 'com.amazonaws.vpce.eu-central-1.vpce-svc-9999999999abcdef0'}
          CustomKeyStoreHasCMKsException    | TrentService.DeleteCustomKeyStore   | {'CustomKeyStoreId': 'cks-full'}
          ValidationException               | TrentService.CreateCustomKeyStore   | {'CustomKeyStoreName': 'new'}
          ValidationException               | TrentService.CreateCustomKeyStore   | {'CustomKeyStoreName': 'new', 'CustomKeyStoreType': 'EXTERNAL_KEY_STORE'}
          ValidationException               | TrentService.CreateCustomKeyStore   | {'CustomKeyStoreName': 'new', 'CustomKeyStoreType': 'SHOEBOX'}
          CustomKeyStoreNameInUseException  | TrentService.CreateCustomKeyStore   | {'CustomKeyStoreName': 'one', 'CloudHsmClusterId': 'cluster-ofstrangers', 'KeyStorePassword': 'Abcdefg1', 'TrustAnchorCertificate': 'x'}
          CloudHsmClusterNotFoundException  | TrentService.CreateCustomKeyStore   | {'CustomKeyStoreName': 'new', 'CloudHsmClusterId': 'cluster-unheardofxx', 'KeyStorePassword': 'Abcdefg1', 'TrustAnchorCertificate': 'x'}
          CloudHsmClusterInUseException     | TrentService.CreateCustomKeyStore   | {'CustomKeyStoreName': 'new', 'CloudHsmClusterId': 'cluster-relatedtwin', 'KeyStorePassword': 'Abcdefg1', 'TrustAnchorCertificate': 'x'}
          CloudHsmClusterNotActiveException | TrentService.CreateCustomKeyStore   | {'CustomKeyStoreName': 'new', 'CloudHsmClusterId': 'cluster-isinactivex', 'KeyStorePassword': 'Abcdefg1', 'TrustAnchorCertificate': 'x'}
          IncorrectTrustAnchorException     | TrentService.CreateCustomKeyStore   | {'CustomKeyStoreName': 'new', 'CloudHsmClusterId': 'cluster-ofstrangers', 'KeyStorePassword': 'Abcdefg1', 'TrustAnchorCertificate': 'x'}
          CloudHsmResourceNotFoundException | BaldrApiService.CreateHsm           | {'ClusterId': 'cluster-unheardofxx', 'AvailabilityZone': 'eu-central-1a'}
          CloudHsmInvalidRequestException   | BaldrApiService.CreateHsm           | {'ClusterId': 'cluster-theoriginal', 'AvailabilityZone': 'us-east-1a'}
          ValidationException               | BaldrApiService.CreateHsm           | {'ClusterId': 'cluster-theoriginal', 'AvailabilityZone': 'nowhere'}
          ValidationException               | BaldrApiService.CreateHsm           | {'ClusterId': 'cluster-theoriginal'}
          CloudHsmServiceException          | BaldrApiService.CreateHsm           | {'ClusterId': 'cluster-ofstrangers', 'AvailabilityZone': 'eu-central-1a'}
          CloudHsmResourceNotFoundException | BaldrApiService.DeleteHsm           | {'ClusterId': 'cluster-theoriginal', 'HsmId': 'hsm-aaaaaaaaaaa'}
          CloudHsmInvalidRequestException   | BaldrApiService.DeleteHsm           | {'ClusterId': 'cluster-theoriginal'}
          CloudHsmInvalidRequestException   | BaldrApiService.DescribeClusters    | {'Filters': {'colour': ['red']}}
          CloudHsmInvalidRequestException   | BaldrApiService.DescribeClusters    | {'NextToken': 'nonsense'}
          ValidationException               | BaldrApiService.DescribeClusters    | {'MaxResults': 26}
          SerializationException            | BaldrApiService.DescribeClusters    | {'Filters': {'states': 'ACTIVE'}}
          ResourceNotFoundException         | secretsmanager.GetSecretValue       | {'SecretId': 'none'}
          ResourceNotFoundException         | secretsmanager.GetSecretValue       | {'SecretId': 'plain', 'VersionStage': 'none'}
          ResourceNotFoundException         | secretsmanager.GetSecretValue       | {'SecretId': 'plain', 'VersionId': '11111111-1111-1111-1111-111111111111', 'VersionStage': 'AWSCURRENT'}
          InvalidRequestException           | secretsmanager.GetSecretValue       | {'SecretId': 'gone'}
          DecryptionFailure                 | secretsmanager.GetSecretValue       | {'SecretId': 'circular'}
          ValidationException               | secretsmanager.GetSecretValue       | {}
          ValidationException               | secretsmanager.GetSecretValue       | {'SecretId': 'plain', 'VersionId': '1'}
          ResourceNotFoundException         | secretsmanager.DescribeSecret       | {'SecretId': 'none'}
          ok                                | secretsmanager.DescribeSecret       | {'SecretId': 'gone'}
          ResourceNotFoundException         | secretsmanager.PutSecretValue       | {'SecretId': 'none', 'SecretString': 'x'}
          InvalidRequestException           | secretsmanager.PutSecretValue       | {'SecretId': 'gone', 'SecretString': 'x'}
          InvalidParameterException         | secretsmanager.PutSecretValue       | {'SecretId': 'plain'}
          ResourceExistsException           | secretsmanager.PutSecretValue       | {'SecretId': 'plain', 'SecretString': 'x', 'ClientRequestToken': '11111111-1111-1111-1111-111111111111'}
          ok                                | secretsmanager.PutSecretValue       | {'SecretId': 'plain', 'SecretString': 'old', 'ClientRequestToken': '11111111-1111-1111-1111-111111111111'}
          ValidationException               | secretsmanager.UpdateSecretVersionStage | {'SecretId': 'plain'}
          InvalidParameterException         | secretsmanager.UpdateSecretVersionStage | {'SecretId': 'plain', 'VersionStage': 'x'}
          ResourceNotFoundException         | secretsmanager.UpdateSecretVersionStage | {'SecretId': 'plain', 'VersionStage': 'x', 'MoveToVersionId': '33333333-3333-3333-3333-333333333333'}
          InvalidParameterException         | secretsmanager.UpdateSecretVersionStage | {'SecretId': 'plain', 'VersionStage': 'mine', 'MoveToVersionId': '11111111-1111-1111-1111-111111111111'}
          InvalidParameterException         | secretsmanager.UpdateSecretVersionStage | {'SecretId': 'plain', 'VersionStage': 'AWSCURRENT', 'RemoveFromVersionId': '22222222-2222-2222-2222-222222222222'}
          InvalidParameterException         | secretsmanager.UpdateSecretVersionStage | {'SecretId': 'plain', 'VersionStage': 'mine', 'RemoveFromVersionId': '11111111-1111-1111-1111-111111111111'}
          ok                                | secretsmanager.UpdateSecretVersionStage | {'SecretId': 'plain', 'VersionStage': 'mine', 'RemoveFromVersionId': '22222222-2222-2222-2222-222222222222'}
          ok                                | secretsmanager.UpdateSecretVersionStage | {'SecretId': 'plain', 'VersionStage': 'new', 'MoveToVersionId': '11111111-1111-1111-1111-111111111111'}
          NotEmulatedException              | TrentService.Decrypt                | {}
          NotEmulatedException              | DynamoDB_20120810.BatchGetItem      | {}
          NotEmulatedException              | nonsense                            | {}
          """)
  void aCallIsRefusedByName(String error, String target, String body) {
    AwsEndpoint aws = new AwsEndpoint(Bench.of(WORLD).world());
    Reply.Answer answer = (Reply.Answer) aws.handle(target, body.replace('\'', '"'));
    Map<String, Object> json = JSON.std.mapFrom(answer.body());
    assertThat(json.getOrDefault("__type", "ok")).isEqualTo(error);
    assertThat(answer.status()).isEqualTo(error.equals("ok") ? 200 : 400);
  }

  @ParameterizedTest
  @CsvSource({"keyStoreLimit, LimitExceededException", "hsmLimit, CloudHsmServiceException"})
  void limitsHaveTheirNames(String limit, String error) {
    Bench bench =
        Bench.of(
            """
            {'settings': {'%s': 1}, 'keyStores': [{'name': 'a'}],
             'clusters': [{'id': 'cluster-theoriginal', 'hsms': 1}, {'id': 'cluster-ofstrangers', 'hsms': 0}]}
            """
                .formatted(limit));
    AwsServiceException refused =
        catchThrowableOfType(
            AwsServiceException.class,
            () -> {
              if (limit.equals("hsmLimit")) {
                bench
                    .cloudHsm()
                    .createHsm(
                        r -> r.clusterId("cluster-ofstrangers").availabilityZone("eu-central-1a"));
              } else {
                bench
                    .kms()
                    .createCustomKeyStore(
                        r ->
                            r.customKeyStoreName("b")
                                .cloudHsmClusterId("cluster-ofstrangers")
                                .keyStorePassword("Abcdefg1")
                                .trustAnchorCertificate("x"));
              }
            });
    assertThat(refused.awsErrorDetails().errorCode()).isEqualTo(error);
  }
}
