package dev.penstock.scenario;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * States in the API's own words, of which each must be seen. A null stands for what must be absent.
 *
 * @param tree by section: {@code executions}, {@code stages}, {@code actionExecutions}, {@code ruleExecutions}, {@code events},
 *     {@code pipeline}
 */
public record Expectation(Map<String, @Nullable Object> tree) {}
