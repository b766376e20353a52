package dev.penstock.engine.job;

import java.util.List;
import java.util.Map;

/**
 * What a shell runs for a Commands action or rule, with variables resolved (spec engine 7.1). May hold secrets.
 *
 * @param commands one line each, in order; empty for an action that only takes an environment
 * @param environment variables of the shell
 * @param outputVariables names of variables of the shell whose values become the action's output variables
 * @param files which files make each output artifact, by its name; no entry for an artifact that is taken whole
 */
public record Script(
        List<String> commands,
        List<Variable> environment,
        List<String> outputVariables,
        Map<String, List<String>> files) {

    /**
     * One variable of the environment.
     *
     * @param secret true if the value is the name of a secret, not the value itself
     */
    public record Variable(String name, String value, boolean secret) {
        @Override
        public String toString() {
            return "Variable[" + name + "]";
        }
    }

    /** Tells how much there is; never what, which may hold secrets in clear. */
    @Override
    public String toString() {
        return "Script[" + commands.size() + " commands]";
    }
}
