// SPDX-License-Identifier: MIT
#include "people.h"

#include <QtLogin/PasswordHasher>

#include <algorithm>

namespace {

struct Person
{
    QString name;
    QString displayName;
    QtLogin::Scopes scopes;
    QByteArray passwordHash;
};

} // namespace

static const QList<Person> &table()
{
    static const QList<Person> people = {
        {QStringLiteral("ada"), QStringLiteral("Ada"), {QStringLiteral("archivist")},
         "$argon2id$v=19$m=262144,t=3,p=1$+dRDc9adkqYcW4BJIUiKKA$O0DFN"
         "Ne7PaNqK/sRWfyrnSuzr5eaN+pSaYs2HJd5lKw"},
        {QStringLiteral("bob"), QStringLiteral("Bob"), {},
         "$argon2id$v=19$m=262144,t=3,p=1$imJcQirP12RdMZCaLWUqfw$eehyc"
         "b49SxeouGQg32Y+anquQMHPmGcHrMQTqexpML4"},
    };
    return people;
}

static const Person *find(const QString &name)
{
    const auto found = std::find_if(table().begin(), table().end(), [&](const Person &each) { return each.name == name; });
    return found == table().end() ? nullptr : &*found;
}

QFuture<QtLogin::Result<QtLogin::UserPtr>> People::load(const QString &id)
{
    using Found = QtLogin::Result<QtLogin::UserPtr>;
    const Person *person = find(id);
    if (!person)
        return QtLogin::readyFuture<Found>(QtLogin::Error::Kind::Absent);
    return QtLogin::readyFuture<Found>(QtLogin::SimpleUser::create(
        {.id = person->name, .displayName = person->displayName, .scopes = person->scopes}));
}

QFuture<QtLogin::Result<QtLogin::Authentication>> People::authenticate(const QtLogin::Credentials &credentials)
{
    return m_worker.run([credentials]() -> QtLogin::Result<QtLogin::Authentication> {
        const QtLogin::PasswordHasher hasher;
        const Person *person = find(credentials.userName().toLower());
        const auto verified = person ? hasher.verify(person->passwordHash, credentials.secret())
                                     : hasher.verifyNobody(credentials.secret()); // takes as long
        if (!verified)
            return verified.error();
        return QtLogin::Authentication(QtLogin::Proof {.userId = person->name});
    });
}
