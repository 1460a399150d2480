// SPDX-License-Identifier: MIT
#include "session/rememberstage.h"

namespace QtLogin {

void RememberStage::use(const std::shared_ptr<ScriptedVerifier> &verifier)
{
    startWith([&](LoginSetup &setup) { setup.use(verifier); });
}

Result<void> RememberStage::restartAndRestore()
{
    restartApplication();
    return restore();
}

bool RememberStage::comesBackAs(const char *id)
{
    return restartAndRestore() && login().currentUser()->id() == QLatin1StringView(id);
}

bool RememberStage::waitFor(SessionState state)
{
    return QTest::qWaitFor([&] { return login().state() == state; }, patience);
}

bool RememberStage::rotate()
{
    QSignalSpy stored(login().rememberedLogin(), &RememberedLogin::stored);
    return restore() && (!stored.isEmpty() || stored.wait(patience));
}

bool RememberStage::restartAndRotate()
{
    restartApplication();
    return rotate();
}

SecretPtr RememberStage::item()
{
    return store->content()->value(key());
}

void RememberStage::setItem(const SecretPtr &item)
{
    store->content()->insert(key(), item);
}

QString RememberStage::profilePath()
{
    return login().rememberedLogin()->profileFolder() + QStringLiteral("/default.profile");
}

Error::Kind RememberStage::kindOf(const QSignalSpy &spy)
{
    return static_cast<const Error *>(spy.at(0).at(0).constData())->kind();
}

bool RememberStage::damage(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadWrite) && file.resize(file.size() - 1);
}

} // namespace QtLogin
