package dev.parallax.cosmos.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code SELECT * FROM c [WHERE path = constant AND ...]}, and the {@code FROM c WHERE ...} of a conditional
 * patch. Constants are parameters or literals; {@code < <= > >=} compare as well. Anything else is refused with 501: it may
 * well be right SQL.
 */
final class QueryParser {
    private static final Pattern TOKEN = Pattern.compile("\\s*(?:"
            + "(?<word>[A-Za-z_][A-Za-z0-9_]*)|(?<parameter>@[A-Za-z0-9_]+)|(?<text>'(?:[^'\\\\]|\\\\.)*'|\"(?:[^\"\\\\]|\\\\.)*\")"
            + "|(?<number>-?[0-9]+(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)|(?<sign><=|>=|!=|<>|[=<>.*()\\[\\],;]))");

    private final String sql;
    private final JsonNode parameters;
    private final List<Token> tokens = new ArrayList<>();
    private int position;
    private String alias;

    private QueryParser(String sql, JsonNode parameters) throws Refusal {
        this.sql = sql;
        this.parameters = parameters;
        Matcher matcher = TOKEN.matcher(sql);
        int end = 0;
        while (matcher.find() && matcher.start() == end) {
            tokens.add(Token.of(matcher));
            end = matcher.end();
        }
        if (!sql.substring(end).isBlank()) {
            throw notUnderstood();
        }
    }

    /** @param parameters the array of name and value that came with the query; may be missing */
    static Query query(String sql, JsonNode parameters) throws Refusal {
        QueryParser parser = new QueryParser(sql, parameters);
        parser.expectWord("SELECT");
        parser.expectSign("*");
        return parser.from();
    }

    static Query patchCondition(String sql, JsonNode parameters) throws Refusal {
        return new QueryParser(sql, parameters).from();
    }

    private Query from() throws Refusal {
        expectWord("FROM");
        alias = take(Kind.WORD);
        if (!isWord("WHERE")) {
            end();
            return Query.ALL;
        }
        position++;
        List<Query.Condition> conditions = new ArrayList<>();
        int open = 0;
        while (true) {
            // Brackets around a condition, or around all of them, change nothing while there is only AND.
            while (isSign("(")) {
                position++;
                open++;
            }
            conditions.add(condition());
            while (open > 0 && isSign(")")) {
                position++;
                open--;
            }
            if (!isWord("AND")) {
                break;
            }
            position++;
        }
        if (open > 0) {
            throw notUnderstood();
        }
        end();
        return new Query(conditions);
    }

    private Query.Condition condition() throws Refusal {
        List<String> path = path();
        String sign = take(Kind.SIGN);
        if (!sign.matches("=|<|<=|>|>=")) {
            throw notUnderstood();
        }
        return new Query.Condition(path, Query.Comparison.of(sign), constant());
    }

    private List<String> path() throws Refusal {
        if (!take(Kind.WORD).equals(alias)) {
            throw notUnderstood();
        }
        List<String> path = new ArrayList<>();
        while (isSign(".") || isSign("[")) {
            if (take(Kind.SIGN).equals(".")) {
                path.add(take(Kind.WORD));
            } else {
                path.add(unquoted(take(Kind.TEXT)));
                expectSign("]");
            }
        }
        if (path.isEmpty()) {
            throw notUnderstood();
        }
        return path;
    }

    private JsonNode constant() throws Refusal {
        Kind kind = position < tokens.size() ? tokens.get(position).kind : Kind.SIGN;
        String token = take(kind);
        return switch (kind) {
            case PARAMETER -> parameter(token);
            case NUMBER -> Json.parse(token);
            case TEXT -> TextNode.valueOf(unquoted(token));
            case WORD -> keyword(token);
            case SIGN -> throw notUnderstood();
        };
    }

    private JsonNode parameter(String name) throws Refusal {
        for (JsonNode parameter : parameters) {
            if (name.equals(parameter.path("name").textValue())) {
                JsonNode value = parameter.path("value");
                if (!value.isValueNode()) {
                    throw Refusal.notImplemented("a comparison with an array or an object");
                }
                return value;
            }
        }
        throw Refusal.badRequest("The query's parameter " + name + " has no value.");
    }

    private JsonNode keyword(String word) throws Refusal {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "true" -> BooleanNode.TRUE;
            case "false" -> BooleanNode.FALSE;
            case "null" -> NullNode.instance;
            default -> throw notUnderstood();
        };
    }

    private static String unquoted(String quoted) throws Refusal {
        String inner = quoted.substring(1, quoted.length() - 1);
        // The same escapes as in JSON, but for the quotes themselves.
        String json =
                quoted.charAt(0) == '"' ? inner : inner.replace("\\'", "'").replace("\"", "\\\"");
        return Json.parse("\"" + json + "\"").textValue();
    }

    private void expectWord(String word) throws Refusal {
        if (!isWord(word)) {
            throw notUnderstood();
        }
        position++;
    }

    private void expectSign(String sign) throws Refusal {
        if (!isSign(sign)) {
            throw notUnderstood();
        }
        position++;
    }

    private boolean isWord(String word) {
        return position < tokens.size()
                && tokens.get(position).kind == Kind.WORD
                && tokens.get(position).text.equalsIgnoreCase(word);
    }

    private boolean isSign(String sign) {
        return position < tokens.size()
                && tokens.get(position).kind == Kind.SIGN
                && tokens.get(position).text.equals(sign);
    }

    private String take(Kind kind) throws Refusal {
        if (position == tokens.size() || tokens.get(position).kind != kind) {
            throw notUnderstood();
        }
        return tokens.get(position++).text;
    }

    private void end() throws Refusal {
        if (isSign(";")) {
            position++;
        }
        if (position < tokens.size()) {
            throw notUnderstood();
        }
    }

    private Refusal notUnderstood() {
        return Refusal.notImplemented("SQL other than SELECT * FROM c WHERE c.path = constant AND ..., like: " + sql);
    }

    private enum Kind {
        WORD,
        PARAMETER,
        TEXT,
        NUMBER,
        SIGN
    }

    private record Token(Kind kind, String text) {
        static Token of(Matcher matcher) {
            for (Kind kind : Kind.values()) {
                String text = matcher.group(kind.name().toLowerCase(Locale.ROOT));
                if (text != null) {
                    return new Token(kind, text);
                }
            }
            throw new IllegalStateException("A token is of one of the kinds");
        }
    }
}
