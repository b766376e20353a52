package dev.penstock.providers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.engine.actiontype.ActionProperty;
import dev.penstock.engine.actiontype.ActionType;
import dev.penstock.engine.actiontype.ActionTypeKey;
import dev.penstock.engine.actiontype.ArtifactCount;
import dev.penstock.engine.actiontype.Performer;
import dev.penstock.engine.actiontype.UrlTemplate;
import dev.penstock.providers.s3.S3Deploy;
import dev.penstock.providers.s3.S3Source;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Spec engine 9.1 and 10.1. */
class BuiltInActionTypesTest {

    @Test
    void theCatalogueIsThatOfAws() {
        assertThat(BuiltInActionTypes.list())
                .extracting(type -> type.key().toString())
                .doesNotHaveDuplicates()
                .hasSize(30)
                .contains("Source/AWS/S3/1", "Deploy/AWS/S3/1", "Approval/AWS/Manual/1", "Deploy/AWS/CloudFormation/1");
        assertThat(BuiltInActionTypes.list().stream()
                        .filter(type -> !(type.performer() instanceof Performer.Nobody))
                        .map(type -> type.key().toString()))
                .containsExactly("Source/AWS/S3/1", "Deploy/AWS/S3/1", "Approval/AWS/Manual/1");
    }

    @Test
    void aTypeThatNobodyPerformsSaysAllTheSameWhatItTakes() {
        ActionType build = BuiltInActionTypes.find(ActionTypeKey.parse("Build/AWS/CodeBuild/1"))
                .orElseThrow();
        ActionType gitHub = BuiltInActionTypes.find(ActionTypeKey.parse("Source/ThirdParty/GitHub/1"))
                .orElseThrow();

        assertThat(required(build)).containsExactly("ProjectName");
        assertThat(build.inputs()).isEqualTo(new ArtifactCount(1, 5));
        assertThat(build.outputs()).isEqualTo(new ArtifactCount(0, 5));
        assertThat(build.timeout()).isEqualTo(Duration.ofHours(36));
        assertThat(required(gitHub)).containsExactly("Owner", "Repo", "Branch", "OAuthToken");
        assertThat(gitHub.properties().stream().filter(ActionProperty::secret).map(ActionProperty::name))
                .containsExactly("OAuthToken");
        assertThat(UrlTemplate.revisionUrl(gitHub, Map.of("Owner", "o", "Repo", "r", "Branch", "b"), "abc"))
                .contains("https://github.com/o/r/commit/abc");
    }

    @Test
    void anS3SourceGivesOneArtifact() {
        ActionType source =
                BuiltInActionTypes.find(BuiltInActionTypes.S3_SOURCE).orElseThrow();

        assertThat(required(source)).containsExactly("S3Bucket", "S3ObjectKey");
        assertThat(source.inputs()).isEqualTo(new ArtifactCount(0, 0));
        assertThat(source.outputs()).isEqualTo(new ArtifactCount(1, 1));
        assertThat(source.performer()).isEqualTo(new Performer.Server());
    }

    @Test
    void anS3DeployTakesOneArtifactAndNinetyMinutes() {
        ActionType deploy =
                BuiltInActionTypes.find(BuiltInActionTypes.S3_DEPLOY).orElseThrow();

        assertThat(required(deploy)).containsExactly("BucketName", "Extract");
        assertThat(deploy.inputs()).isEqualTo(new ArtifactCount(1, 1));
        assertThat(deploy.outputs()).isEqualTo(new ArtifactCount(0, 0));
        assertThat(deploy.timeout()).isEqualTo(Duration.ofMinutes(90));
        assertThat(UrlTemplate.entityUrl(deploy, Map.of("BucketName", "site")))
                .contains("https://console.aws.amazon.com/s3/buckets/site/?region=us-east-1&tab=overview");
    }

    @Test
    void anApprovalWaitsAWeekForAPerson() {
        ActionType approval =
                BuiltInActionTypes.find(BuiltInActionTypes.MANUAL_APPROVAL).orElseThrow();

        assertThat(approval.performer()).isEqualTo(new Performer.Approver());
        assertThat(approval.timeout()).isEqualTo(Duration.ofDays(7));
        assertThat(approval.properties()).noneMatch(ActionProperty::required);
    }

    @Test
    void aSourcesLinkNamesThePipelinesRegion() {
        ActionType source = BuiltInActionTypes.find(BuiltInActionTypes.S3_SOURCE, "eu-central-1")
                .orElseThrow();

        assertThat(UrlTemplate.entityUrl(source, Map.of()))
                .contains("https://console.aws.amazon.com/s3/home?region=eu-central-1#");
    }

    @Test
    void everyTypeThatTheServerPerformsHasAProvider() {
        List<ActionProvider> providers = List.of(new S3Source(), new S3Deploy());

        assertThat(providers)
                .extracting(ActionProvider::actionType)
                .containsExactlyInAnyOrderElementsOf(BuiltInActionTypes.list().stream()
                        .filter(type -> type.performer() instanceof Performer.Server)
                        .map(ActionType::key)
                        .toList());
    }

    @Test
    void everyAccountMayUseThem() {
        assertThat(BuiltInActionTypes.list()).allMatch(type -> type.usableBy("123456789012") && !type.deleted());
    }

    private static List<String> required(ActionType type) {
        return type.properties().stream()
                .filter(ActionProperty::required)
                .map(ActionProperty::name)
                .toList();
    }
}
