package dev.penstock.providers;

import dev.penstock.engine.actiontype.ActionProperty;
import dev.penstock.engine.actiontype.ActionType;
import dev.penstock.engine.actiontype.ActionTypeKey;
import dev.penstock.engine.actiontype.ArtifactCount;
import dev.penstock.engine.actiontype.Performer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * AWS's own action types that this server knows and does not perform (spec engine 9.1, 10.1; providers 0.6, 1). Pipelines
 * that use them can be created, read and planned; an action of such a type fails as soon as it starts.
 */
final class AwsCatalog {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration TEST = Duration.ofHours(8);
    private static final Duration DAYS_3 = Duration.ofDays(3);
    private static final Duration DAYS_5 = Duration.ofDays(5);
    private static final String CONSOLE = "https://console.aws.amazon.com/";
    private static final ArtifactCount NONE = count(0, 0);
    private static final ArtifactCount ONE = count(1, 1);
    private static final ArtifactCount AT_MOST_ONE = count(0, 1);
    private static final ArtifactCount UP_TO_FIVE = count(0, 5);
    private static final ArtifactCount ONE_TO_FIVE = count(1, 5);

    static final List<ActionType> TYPES = List.of(
            type("Source/AWS/CodeCommit/1", NONE, ONE, HOUR, """
                    RepositoryName* BranchName* PollForSourceChanges OutputArtifactFormat"""),
            type("Source/AWS/ECR/1", NONE, ONE, HOUR, "RepositoryName* ImageTag"),
            type("Source/AWS/CodeStarSourceConnection/1", NONE, ONE, HOUR, """
                    ConnectionArn* FullRepositoryId* BranchName* OutputArtifactFormat DetectChanges"""),
            type("Source/ThirdParty/GitHub/1", NONE, ONE, HOUR, """
                    Owner* Repo* Branch* OAuthToken*! PollForSourceChanges""")
                    .linkedTo(new ActionType.Urls(
                            null,
                            "https://github.com/{Config:Owner}/{Config:Repo}/tree/{Config:Branch}",
                            null,
                            "https://github.com/{Config:Owner}/{Config:Repo}/commit/{RevisionId}")),
            type("Build/AWS/CodeBuild/1", ONE_TO_FIVE, UP_TO_FIVE, Duration.ofHours(36), """
                    ProjectName* EnvironmentVariables PrimarySource BuildspecOverride BatchEnabled CombineArtifacts
                    ServiceRoleArnOverride"""),
            type("Test/AWS/CodeBuild/1", ONE_TO_FIVE, UP_TO_FIVE, TEST, """
                    ProjectName* EnvironmentVariables PrimarySource BatchEnabled CombineArtifacts
                    ServiceRoleArnOverride"""),
            type("Build/AWS/ECRBuildAndPublish/1", ONE, NONE, HOUR, """
                    ECRRepositoryName* ImageTags DockerFilePath RegistryType"""),
            type("Test/AWS/DeviceFarm/1", ONE, NONE, TEST, """
                    ProjectId* DevicePoolArn* AppType* TestType* App Test TestSpec FuzzEventCount FuzzEventThrottle
                    FuzzRandomizerSeed CustomHostMachineArtifacts CustomDeviceArtifacts UnmeteredDevicesOnly
                    JobTimeoutMinutes Latitude Longitude RadioBluetoothEnabled RadioWifiEnabled RadioNfcEnabled
                    RadioGpsEnabled RecordAppPerformanceData RecordVideo"""),
            type("Compute/AWS/Commands/1", count(0, 10), AT_MOST_ONE, Duration.ofMinutes(55), """
                    VpcId Subnets SecurityGroupIds EnvironmentType ComputeType"""),
            type("Deploy/AWS/CloudFormation/1", count(0, 10), AT_MOST_ONE, DAYS_3, """
                    ActionMode* StackName* ChangeSetName TemplatePath TemplateConfiguration ParameterOverrides
                    OutputFileName Capabilities RoleArn"""),
            type("Deploy/AWS/CloudFormationStackSet/1", count(1, 3), NONE, DAYS_3, """
                    StackSetName* TemplatePath* Description Parameters Capabilities PermissionModel
                    AdministrationRoleArn ExecutionRoleName OrganizationsAutoDeployment DeploymentTargets Regions
                    FailureTolerancePercentage MaxConcurrentPercentage RegionConcurrencyType ConcurrencyMode CallAs"""),
            type("Deploy/AWS/CloudFormationStackInstances/1", count(0, 2), NONE, DAYS_3, """
                    StackSetName* DeploymentTargets* Regions* ParameterOverrides FailureTolerancePercentage
                    MaxConcurrentPercentage RegionConcurrencyType ConcurrencyMode CallAs"""),
            type("Deploy/AWS/CodeDeploy/1", ONE, NONE, DAYS_5, "ApplicationName* DeploymentGroupName*")
                    .linkedTo(new ActionType.Urls(
                            null,
                            CONSOLE + "codedeploy/home?#/applications/{Config:ApplicationName}/deployment-groups/"
                                    + "{Config:DeploymentGroupName}",
                            CONSOLE + "codedeploy/home?#/deployments/{ExternalExecutionId}",
                            null)),
            type("Deploy/AWS/CodeDeployToECS/1", ONE_TO_FIVE, NONE, DAYS_5, """
                    ApplicationName* DeploymentGroupName* TaskDefinitionTemplateArtifact* AppSpecTemplateArtifact*
                    TaskDefinitionTemplatePath AppSpecTemplatePath Image1ArtifactName Image1ContainerName
                    Image2ArtifactName Image2ContainerName Image3ArtifactName Image3ContainerName Image4ArtifactName
                    Image4ContainerName"""),
            type("Deploy/AWS/ECS/1", ONE, NONE, HOUR, "ClusterName* ServiceName* FileName DeploymentTimeout"),
            type("Deploy/AWS/EC2/1", ONE, NONE, HOUR, """
                    InstanceType* InstanceTagKey* InstanceTagValue MaxBatch MaxError TargetGroupNameList PreScript
                    PostScript TargetDirectory DeploySpec"""),
            type("Deploy/AWS/EKS/1", ONE, NONE, HOUR, """
                    ClusterName* HelmReleaseName HelmChartLocation HelmValuesFiles ManifestFiles
                    KustomizationDirectory Namespace Subnets SecurityGroupIds"""),
            type("Deploy/AWS/Lambda/1", AT_MOST_ONE, NONE, HOUR, """
                    FunctionName* FunctionAlias PublishedTargetVersion DeployStrategy Alarms"""),
            type("Deploy/AWS/ElasticBeanstalk/1", ONE, NONE, HOUR, "ApplicationName* EnvironmentName*")
                    .linkedTo(new ActionType.Urls(
                            null,
                            CONSOLE + "elasticbeanstalk/r/application/{Config:ApplicationName}",
                            CONSOLE + "elasticbeanstalk/r/application/{Config:ApplicationName}",
                            null)),
            type("Deploy/AWS/AppConfig/1", ONE, NONE, HOUR, """
                    Application* Environment* ConfigurationProfile* DeploymentStrategy*
                    InputArtifactConfigurationPath*"""),
            type("Deploy/AWS/ServiceCatalog/1", ONE, NONE, HOUR, """
                    ProductId* ConfigurationFilePath ProductVersionName ProductVersionDescription ProductType
                    TemplateFilePath"""),
            // Two sets of keys are documented, and the service itself has ended; so none is required.
            type("Deploy/AWS/OpsWorks/1", AT_MOST_ONE, NONE, HOUR, """
                    DeploymentType StackId AppId LayerId Stack App Layer"""),
            type("Deploy/ThirdParty/AlexaSkillsKit/1", count(1, 2), NONE, HOUR, """
                    ClientId* ClientSecret*! RefreshToken*! SkillId*"""),
            type("Invoke/AWS/Lambda/1", UP_TO_FIVE, UP_TO_FIVE, Duration.ofHours(24), "FunctionName* UserParameters"),
            type("Invoke/AWS/StepFunctions/1", AT_MOST_ONE, AT_MOST_ONE, Duration.ofDays(7), """
                    StateMachineArn* ExecutionNamePrefix InputType Input"""),
            type("Invoke/AWS/CodePipeline/1", NONE, NONE, HOUR, "PipelineName* SourceRevisions Variables"),
            type("Invoke/AWS/InspectorScan/1", AT_MOST_ONE, ONE, HOUR, """
                    InspectorRunMode* ECRRepositoryName ImageTag CriticalThreshold HighThreshold MediumThreshold
                    LowThreshold"""));

    private AwsCatalog() {}

    /** @param properties names; an asterisk marks a required one, an exclamation mark a secret one */
    private static ActionType type(
            String key, ArtifactCount inputs, ArtifactCount outputs, Duration timeout, String properties) {
        return new ActionType(
                ActionTypeKey.parse(key),
                null,
                null,
                null,
                new Performer.Nobody(),
                Arrays.stream(properties.strip().split("\\s+"))
                        .map(AwsCatalog::property)
                        .toList(),
                inputs,
                outputs,
                ActionType.Urls.NONE,
                timeout,
                List.of("*"),
                false);
    }

    private static ActionProperty property(String marked) {
        boolean required = marked.contains("*");
        return new ActionProperty(
                marked.replaceAll("[*!]", ""), required, required, marked.contains("!"), false, null, null);
    }

    private static ArtifactCount count(int minimum, int maximum) {
        return new ArtifactCount(minimum, maximum);
    }
}
