package dev.parallax.cosmos.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What an item must be like to be handed out: all conditions hold. None: every item. */
record Query(List<Condition> conditions) {
    static final Query ALL = new Query(List.of());

    boolean accepts(Item item) {
        return conditions.isEmpty() || accepts(item.properties());
    }

    boolean accepts(ObjectNode properties) {
        for (Condition condition : conditions) {
            if (!condition.holds(properties)) {
                return false;
            }
        }
        return true;
    }

    /** Compares the value at a path with a constant, as the service does: of different types, nothing holds. */
    record Condition(List<String> path, Comparison comparison, JsonNode constant) {
        boolean holds(ObjectNode properties) {
            JsonNode value = properties;
            for (String name : path) {
                value = value.path(name);
            }
            if (value.isMissingNode()) {
                return false;
            }
            if (value.isNumber() && constant.isNumber()) {
                return comparison.holds(value.decimalValue().compareTo(constant.decimalValue()));
            }
            if (value.isTextual() && constant.isTextual()) {
                return comparison.holds(value.textValue().compareTo(constant.textValue()));
            }
            return comparison == Comparison.EQUAL && value.equals(constant);
        }
    }

    enum Comparison {
        EQUAL,
        LESS,
        LESS_OR_EQUAL,
        GREATER,
        GREATER_OR_EQUAL;

        static Comparison of(String sign) {
            return switch (sign) {
                case "=" -> EQUAL;
                case "<" -> LESS;
                case "<=" -> LESS_OR_EQUAL;
                case ">" -> GREATER;
                case ">=" -> GREATER_OR_EQUAL;
                default -> throw new IllegalArgumentException(sign);
            };
        }

        boolean holds(int order) {
            return switch (this) {
                case EQUAL -> order == 0;
                case LESS -> order < 0;
                case LESS_OR_EQUAL -> order <= 0;
                case GREATER -> order > 0;
                case GREATER_OR_EQUAL -> order >= 0;
            };
        }
    }
}
