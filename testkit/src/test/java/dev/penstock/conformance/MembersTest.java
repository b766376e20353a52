package dev.penstock.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Walks the shapes of all answers. What the calls of the reference, of the refused requests' world and of {@link Riches}
 * never bring to light is listed here, with the reason (spec engine 11, jobs 6 and 17.6, events 6).
 */
@DisplayName("Every member of every answer is filled by something, or it is said why not")
@ExtendWith(Stand.Extension.class)
@Timeout(120)
class MembersTest {
    private static final String TYPE = "AWS leaves it out, too";
    private static final String LOG = "no action of this server runs on AWS's machines";
    private static final String BLOCK = "blockers are reserved and refused";
    private static final String TARGET = "no action of this server has targets";
    private static final String AWS = "only of rules that AWS carries out: AwsRulesTest";
    private static final String NOBODY = "people change a condition, not its rules";
    private static final String REVISION = "no rule has a revision or a page";
    private static final String PAGES = "no rule type has pages";
    private static final String ELSEWHERE = "seen in ";

    private final SortedMap<String, String> never = new TreeMap<>();

    MembersTest() {
        never("ActionConfigurationProperty.type", TYPE);
        never("ActionExecution.logStreamARN", LOG);
        never("ActionExecutionResult.logStreamARN", LOG);
        never("BlockerDeclaration.name", BLOCK);
        never("BlockerDeclaration.type", BLOCK);
        never("DeployActionExecutionTarget.endTime", TARGET);
        never("DeployActionExecutionTarget.events", TARGET);
        never("DeployActionExecutionTarget.startTime", TARGET);
        never("DeployActionExecutionTarget.status", TARGET);
        never("DeployActionExecutionTarget.targetId", TARGET);
        never("DeployActionExecutionTarget.targetType", TARGET);
        never("DeployTargetEvent.context", TARGET);
        never("DeployTargetEvent.endTime", TARGET);
        never("DeployTargetEvent.name", TARGET);
        never("DeployTargetEvent.startTime", TARGET);
        never("DeployTargetEvent.status", TARGET);
        never("DeployTargetEventContext.message", TARGET);
        never("DeployTargetEventContext.ssmCommandId", TARGET);
        never("ListActionTypesOutput.nextToken", ELSEWHERE + "NextTokensTest: it takes a hundred types");
        never("ListDeployActionExecutionTargetsOutput.nextToken", TARGET);
        never("ListDeployActionExecutionTargetsOutput.targets", TARGET);
        never("PipelineMetadata.pollingDisabledAt", ELSEWHERE + "PolledPipelineTest: it takes thirty days");
        never("RuleConfigurationProperty.type", TYPE);
        never("RuleExecution.externalExecutionId", AWS);
        never("RuleExecution.externalExecutionUrl", AWS);
        never("RuleExecution.lastUpdatedBy", NOBODY);
        never("RuleExecution.token", NOBODY);
        never("RuleExecutionDetail.updatedBy", NOBODY);
        never("RuleExecutionResult.externalExecutionId", AWS);
        never("RuleExecutionResult.externalExecutionUrl", AWS);
        never("RuleRevision.created", REVISION);
        never("RuleRevision.revisionChangeId", REVISION);
        never("RuleRevision.revisionId", REVISION);
        never("RuleState.currentRevision", REVISION);
        never("RuleState.entityUrl", REVISION);
        never("RuleState.revisionUrl", REVISION);
        never("RuleType.settings", PAGES);
        never("RuleTypeSettings.entityUrlTemplate", PAGES);
        never("RuleTypeSettings.executionUrlTemplate", PAGES);
        never("RuleTypeSettings.revisionUrlTemplate", PAGES);
        never("RuleTypeSettings.thirdPartyConfigurationUrl", PAGES);
        never("StageDeclaration.blockers", BLOCK);
    }

    private void never(String member, String why) {
        never.put(member, why);
    }

    /** Exact: what is filled after all must leave the list. */
    @Test
    void onlyTheListedMembersAreNeverFilled(Stand stand) {
        assertThat(stand.members().never()).containsExactlyElementsOf(never.keySet());
    }
}
