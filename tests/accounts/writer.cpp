// SPDX-License-Identifier: MIT
// Writes to an accounts file as fast as it can, and says what has been done, until it is killed.
// Arguments: the file, and how many passwords its one person has had.
#include "accounts/killed.h"
#include "accounts/sqlaccounts.h"

#include <QtCore/qcoreapplication.h>

#include <cstdio>

using namespace QtLogin;

class Writer : public QObject
{
public:
    Writer(const QString &path, int passwords)
        : m_accounts(path, {.hashCost = HashCost::lowest(), .passwordPolicy = {}}),
          m_passwords(passwords)
    {
    }

    void begin()
    {
        whenDone(m_accounts.hasAccounts(), this, [this](const Result<bool> &has) {
            if (!has)
                return fail(has.error());
            *has ? changePassword() : createPerson();
        });
        rotate(0, {});
    }

private:
    static void say(const char *what, int number)
    {
        std::printf("%s %d\n", what, number);
        std::fflush(stdout);
    }

    static void fail(const Error &error)
    {
        std::fprintf(stderr, "%s\n", qPrintable(error.message()));
        std::exit(1);
    }

    void createPerson()
    {
        whenDone(m_accounts.createAccount({Killed::person(), {}, Killed::password(m_passwords)}), this,
                 [this](const Result<Proof> &proof) {
                     if (!proof)
                         return fail(proof.error());
                     say("created", m_passwords);
                     changePassword();
                 });
    }

    void changePassword()
    {
        whenDone(m_accounts.authenticate(Credentials::password(Killed::person(), Killed::password(m_passwords))), this,
                 [this](const Result<Authentication> &in) {
                     if (!in)
                         return fail(in.error());
                     changePassword(std::get<Proof>(*in).userId);
                 });
    }

    // A device that is remembered with the old password, which shall not outlive it.
    void changePassword(const QString &id)
    {
        whenDone(m_accounts.issue({.selector = Killed::selectorUnder(m_passwords),
                                   .verifierHash = RememberVerifier::hashOf(*Killed::verifier(m_passwords)),
                                   .userId = id,
                                   .deviceName = {},
                                   .lifetime = std::chrono::days(30)}),
                 this, [this, id](const Result<void> &issued) {
                     if (!issued)
                         return fail(issued.error());
                     replacePassword(id);
                 });
    }

    void replacePassword(const QString &id)
    {
        const int next = m_passwords + 1;
        whenDone(m_accounts.changePassword(id, Killed::password(m_passwords), Killed::password(next)), this,
                 [this, id, next](const Result<Proof> &proof) {
                     if (!proof)
                         return fail(proof.error());
                     say("changed", m_passwords = next);
                     changePassword(id);
                 });
    }

    // One series after the other, each of a few rotations; never of the person whose password
    // changes, for that would end it.
    void rotate(int number, const QByteArray &selector)
    {
        if (number % 8 == 0)
            return issue(number);
        whenDone(m_accounts.present(selector, Killed::verifier(number - 1),
                                    RememberVerifier::hashOf(*Killed::verifier(number))),
                 this, [this, number, selector](const Result<RememberVerifier::Presented> &presented) {
                     if (!presented)
                         return fail(presented.error());
                     if (presented->verdict != RememberVerifier::Presented::Verdict::Good)
                         return fail(Error::Kind::Internal);
                     say("rotated", number);
                     rotate(number + 1, selector);
                 });
    }

    void issue(int number)
    {
        const QByteArray selector = Killed::selector(++m_series);
        whenDone(m_accounts.issue({.selector = selector,
                                   .verifierHash = RememberVerifier::hashOf(*Killed::verifier(number)),
                                   .userId = QStringLiteral("somebody"),
                                   .deviceName = {},
                                   .lifetime = std::chrono::days(30)}),
                 this, [this, number, selector](const Result<void> &issued) {
                     if (!issued)
                         return fail(issued.error());
                     std::printf("series %s\n", selector.toHex().constData());
                     say("rotated", number);
                     rotate(number + 1, selector);
                 });
    }

    SqlAccounts m_accounts;
    int m_passwords;
    int m_series = 0;
};

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    Writer writer(application.arguments().at(1), application.arguments().at(2).toInt());
    writer.begin();
    return application.exec();
}
