// SPDX-License-Identifier: MIT
// StrictJson on any bytes. Of a text that it accepts, Qt's parser reads the same; a change that makes it lax is refused.
#include "foundation/strictjson_p.h"
#include "property.h"

#include <QtCore/qjsonarray.h>
#include <QtCore/qjsondocument.h>

#include <algorithm>

using namespace QtLogin;

static bool accepts(const QByteArray &text)
{
    return StrictJson::parse(text).has_value();
}

static QByteArray written(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

// The name as JSON: "\"a\"".
static QByteArray quoted(const QString &name)
{
    return QJsonDocument(QJsonArray {name}).toJson(QJsonDocument::Compact).chopped(1).sliced(1);
}

static int depthOf(const QJsonValue &value)
{
    int deepest = -1;
    if (value.isObject()) {
        const QJsonObject object = value.toObject();
        deepest = 0;
        for (const QJsonValue member : object)
            deepest = std::max(deepest, depthOf(member));
    } else if (value.isArray()) {
        const QJsonArray array = value.toArray();
        deepest = 0;
        for (const QJsonValue element : array)
            deepest = std::max(deepest, depthOf(element));
    }
    return deepest < 0 ? 0 : deepest + 1;
}

// Qt's parser drops a byte order mark that begins a string or a name.
static bool hasMark(const QByteArray &text)
{
    return text.contains("\xEF\xBB\xBF") || text.toLower().contains("\\ufeff");
}

// As maps: Qt's parser sorts some names in another order than its objects do, and an object takes 1e16 for another value
// than 10000000000000000.
static bool areEqual(const QJsonObject &a, const QJsonObject &b)
{
    return a.toVariantMap() == b.toVariantMap();
}

static void checkAgainstQt(const QByteArray &text, const QJsonObject &object)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(text, &error);
    ensure(error.error == QJsonParseError::NoError && document.isObject(), "Qt's parser accepts it");
    ensure(hasMark(text) || areEqual(document.object(), object), "Qt's parser reads the same");
}

// \p text begins with the bracket of the object.
static void checkRefusals(const QByteArray &text, const QJsonObject &object)
{
    const QByteArray inside = text.sliced(1);
    for (const QString &name : object.keys())
        ensure(!accepts('{' + quoted(name) + ":null," + inside), "a name twice is refused");
    QString other = QStringLiteral("other");
    while (object.contains(other))
        other += u'r';
    const QByteArray comma = object.isEmpty() ? "" : ",";
    ensure(accepts('{' + quoted(other) + ":null" + comma + inside), "another name is accepted");

    const bool mayBeDeeper = depthOf(object) < StrictJson::deepest;
    ensure(accepts("{\"a\":" + text + "}") == mayBeDeeper, "it is accepted one level deeper, up to the deepest");
    ensure(!mayBeDeeper || !accepts("{\"a\":" + text + ",\"a\":1}"), "a name twice around it is refused");
    for (const QString &name : object.keys())
        ensure(!accepts("{\"a\":[{" + quoted(name) + ":[]," + inside + "]}"), "a name twice within it is refused");

    ensure(!accepts("\xEF\xBB\xBF" + text), "a mark before it is refused");
    ensure(!accepts('[' + text + ']'), "an array is refused");
    for (const QByteArray &rest : {QByteArray(1, '\0'), QByteArray("{}"), QByteArray("}"), QByteArray("x"), QByteArray("\xFF")})
        ensure(!accepts(text + rest), "more after it is refused");
    ensure(accepts(text + "\r\n\t "), "space after it is accepted");
    ensure(!accepts(text.trimmed().chopped(1)), "it is refused without its last byte");
}

// As \p written, a number of the top level.
static bool isTime(const QByteArray &written)
{
    const auto json = StrictJson::parse("{\"time\":" + written + "}");
    return json && timeIn(*json, u"time");
}

static void checkTimes(const StrictJson &json)
{
    for (auto member = json.object.begin(); member != json.object.end(); ++member) {
        const auto time = timeIn(json, member.key());
        const QJsonValue value = member.value();
        const bool isInteger = value.isDouble() && !json.inexact.contains(member.key());
        const bool isInRange = value.toDouble() >= 0 && value.toInteger(-1) >= 0 && value.toInteger() <= (qint64(1) << 53);
        ensure(time.has_value() == (isInteger && isInRange), "a time is an integer from 0 to 2^53, and nothing else is");
        ensure(!time || double(*time) == value.toDouble(), "a time is the number that was read");
        const QByteArray digits = time ? QByteArray::number(*time) : "0";
        ensure(isTime(digits) && !isTime(digits + ".0") && !isTime(digits + "e0") && !isTime('"' + digits + '"'),
               "a time is written as an integer");
        ensure(stringIn(json.object, member.key()).has_value() == value.isString(), "a string is a string, and nothing else is");
    }
}

static void checkSecrets(const QByteArray &text, const StrictJson &plain)
{
    const auto json = StrictJson::parse(text, plain.object.keys());
    ensure(json.has_value(), "it is accepted with secrets");
    QJsonObject together = json->object;
    for (auto secret = json->secrets.begin(); secret != json->secrets.end(); ++secret) {
        ensure(!together.contains(secret.key()), "a secret is not in the object");
        const QString expected = plain.object.value(secret.key()).toString();
        ensure(secret.value()->reveal() == expected.toUtf8(), "a secret is the string that was read");
        together.insert(secret.key(), expected);
    }
    ensure(together == plain.object, "a secret is a string of the top level, and all else is in the object");
    ensure(std::none_of(json->object.begin(), json->object.end(), [](const QJsonValue &value) { return value.isString(); }),
           "every string whose name was given is a secret");
}

extern "C" int LLVMFuzzerInitialize(int *, char ***)
{
    return silence();
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray text = inputOf(data, size);
    const auto json = StrictJson::parse(text);
    if (!json)
        return 0;
    checkAgainstQt(text, json->object);
    const auto again = StrictJson::parse(written(json->object));
    ensure(again && areEqual(again->object, json->object), "what is written is read as the same");
    checkRefusals(text.trimmed(), json->object);
    checkTimes(*json);
    checkSecrets(text, *json);
    return 0;
}
