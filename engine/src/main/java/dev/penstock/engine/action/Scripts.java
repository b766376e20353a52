package dev.penstock.engine.action;

import dev.penstock.engine.job.Script;
import dev.penstock.engine.variable.Variables;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.EnvironmentVariable;
import software.amazon.awssdk.services.codepipeline.model.EnvironmentVariableType;
import software.amazon.awssdk.services.codepipeline.model.OutputArtifact;

/** What an action's shell is given: references in commands and environment are resolved like configuration (spec engine 7.1). */
final class Scripts {

    private Scripts() {}

    /** @return null for an action with neither commands nor an environment */
    static @Nullable Script of(ActionDeclaration action, Variables variables) throws Variables.Unresolved {
        if (action.commands().isEmpty() && action.environmentVariables().isEmpty()) {
            return null;
        }
        Map<String, List<String>> files = new LinkedHashMap<>();
        for (OutputArtifact output : action.outputArtifacts()) {
            if (!output.files().isEmpty()) {
                files.put(output.name(), List.copyOf(output.files()));
            }
        }
        return new Script(
                variables.resolve(action.commands()),
                environment(action.environmentVariables(), variables),
                List.copyOf(action.outputVariables()),
                files);
    }

    private static List<Script.Variable> environment(List<EnvironmentVariable> declared, Variables variables)
            throws Variables.Unresolved {
        List<String> values = variables.resolve(
                declared.stream().map(EnvironmentVariable::value).toList());
        List<Script.Variable> environment = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            EnvironmentVariable variable = declared.get(i);
            environment.add(new Script.Variable(
                    variable.name(), values.get(i), variable.type() == EnvironmentVariableType.SECRETS_MANAGER));
        }
        return environment;
    }
}
