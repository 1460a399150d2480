// SPDX-License-Identifier: MIT
#include "foundation/strictjson_p.h"

#include <QtCore/qjsonarray.h>
#include <QtCore/qloggingcategory.h>
#include <QtCore/qstringconverter.h>

#include <sodium.h>

#define JSON_NO_IO // no streams: only bytes in memory are parsed
#include <nlohmann/json.hpp>

#include <limits>
#include <map>
#include <vector>

namespace QtLogin {

Q_LOGGING_CATEGORY(lcStrictJson, "qtlogin.json")

namespace {

// An object or an array that has begun and not ended.
struct OpenContainer
{
    bool isObject = false;
    QString name {}; // of the member whose value comes next
    std::map<QString, QJsonValue> members {}; // sorted: QJsonObject takes a thousand sorted ones as fast as one
    QJsonArray elements {};
};

// Receives what nlohmann's parser finds, builds the object, and ends the parsing at the first thing that is not strict.
class ObjectBuilder
{
public:
    ObjectBuilder(StrictJson &json, const QStringList &secretNames) : m_json(json), m_secretNames(secretNames) { }

    const char *reason() const { return m_reason; }
    size_t position() const { return m_position; }

    // The calls of the parser, under the names that it demands.
    bool null() { return add(QJsonValue::Null); }
    bool boolean(bool value) { return add(value); }
    bool number_integer(std::int64_t value) { return add(qint64(value)); }
    bool number_unsigned(std::uint64_t value);
    bool number_float(double value, const std::string &text);
    bool string(std::string &text);
    bool binary(const std::vector<std::uint8_t> &) { return refuse("it is no JSON"); }
    bool start_object(size_t) { return begin(true); }
    bool key(const std::string &text);
    bool end_object();
    bool start_array(size_t) { return begin(false); }
    bool end_array();
    bool parse_error(size_t position, const std::string &, const nlohmann::detail::exception &);

private:
    bool isTopLevel() const { return m_open.size() == 1; }
    bool begin(bool isObject);
    bool add(const QJsonValue &value);
    bool addInexact(double value);
    bool refuse(const char *reason);

    StrictJson &m_json;
    const QStringList &m_secretNames;
    std::vector<OpenContainer> m_open;
    const char *m_reason = "";
    size_t m_position = 0;
};

bool hasNul(const std::string &text)
{
    return text.find('\0') != std::string::npos;
}

// QString::fromUtf8() drops a byte order mark in front, which would make "\uFEFFada" the same as "ada".
QString textOf(const std::string &utf8)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless | QStringDecoder::Flag::ConvertInitialBom);
    return decoder(QByteArrayView(utf8));
}

bool ObjectBuilder::number_unsigned(std::uint64_t value)
{
    if (value <= quint64(std::numeric_limits<qint64>::max()))
        return add(qint64(value));
    return addInexact(double(value));
}

// The parser has refused what is too large for a double. It takes what is too small for zero, and Qt refuses that.
bool ObjectBuilder::number_float(double, const std::string &text)
{
    bool isDouble = false;
    const double value = QByteArrayView(text).toDouble(&isDouble);
    return isDouble ? addInexact(value) : refuse("a number is no double");
}

bool ObjectBuilder::addInexact(double value)
{
    if (isTopLevel())
        m_json.inexact.append(m_open.back().name);
    return add(value);
}

bool ObjectBuilder::string(std::string &text)
{
    if (hasNul(text))
        return refuse("a string has a NUL");
    if (!isTopLevel() || !m_secretNames.contains(m_open.back().name))
        return add(textOf(text));
    m_json.secrets.insert(m_open.back().name, Secret::copyOf(text).share());
    sodium_memzero(text.data(), text.size()); // it is the parser's buffer
    return true;
}

bool ObjectBuilder::key(const std::string &text)
{
    if (hasNul(text))
        return refuse("a name has a NUL");
    OpenContainer &object = m_open.back();
    object.name = textOf(text);
    if (object.members.contains(object.name) || (isTopLevel() && m_json.secrets.contains(object.name)))
        return refuse("two members of an object have one name");
    return true;
}

bool ObjectBuilder::begin(bool isObject)
{
    if (m_open.empty() && !isObject)
        return refuse("it is no object");
    if (qsizetype(m_open.size()) == StrictJson::deepest)
        return refuse("it is too deeply nested");
    m_open.push_back({.isObject = isObject});
    return true;
}

bool ObjectBuilder::end_object()
{
    QJsonObject object;
    for (const auto &[name, value] : m_open.back().members)
        object.insert(name, value);
    m_open.pop_back();
    if (!m_open.empty())
        return add(object);
    m_json.object = object;
    return true;
}

bool ObjectBuilder::end_array()
{
    const QJsonArray elements = m_open.back().elements;
    m_open.pop_back();
    return add(elements);
}

bool ObjectBuilder::add(const QJsonValue &value)
{
    if (m_open.empty())
        return refuse("it is no object");
    OpenContainer &container = m_open.back();
    if (container.isObject)
        container.members.emplace(container.name, value);
    else
        container.elements.append(value);
    return true;
}

bool ObjectBuilder::refuse(const char *reason)
{
    m_reason = reason;
    return false;
}

// The text and the exception that the parser gives quote what was parsed.
bool ObjectBuilder::parse_error(size_t position, const std::string &, const nlohmann::detail::exception &)
{
    m_position = position;
    return refuse("it is no JSON, or not in UTF-8, or goes on after its end");
}

Error damaged(const char *reason, size_t position = 0)
{
    if (position > 0)
        qCInfo(lcStrictJson, "StrictJson::parse() refused a text: at byte %zu, %s.", position, reason);
    else
        qCInfo(lcStrictJson, "StrictJson::parse() refused a text: %s.", reason);
    return Error::Kind::Damaged;
}

} // namespace

Result<StrictJson> StrictJson::parse(QByteArrayView text, const QStringList &secretNames)
{
    // nlohmann's parser skips the mark, and takes NUL for the end.
    if (text.startsWith("\xEF\xBB\xBF"))
        return damaged("it begins with a byte order mark");
    if (text.contains('\0'))
        return damaged("it has a NUL");
    StrictJson json;
    ObjectBuilder builder(json, secretNames);
    if (!nlohmann::json::sax_parse(text.begin(), text.end(), &builder))
        return damaged(builder.reason(), builder.position());
    return json;
}

std::optional<QString> stringIn(const QJsonObject &object, QStringView name)
{
    const QJsonValue value = object.value(name);
    return value.isString() ? std::optional(value.toString()) : std::nullopt;
}

std::optional<qint64> timeIn(const StrictJson &json, QStringView name)
{
    const qint64 time = json.object.value(name).toInteger(-1);
    if (time < 0 || time > (qint64(1) << 53) || json.inexact.contains(name))
        return std::nullopt;
    return time;
}

} // namespace QtLogin
