// SPDX-License-Identifier: MIT
#include "figure.h"
#include "gap.h"

#include "session/loginmanager.h"
#include "vault/keychainstore.h"

#include <QtCore/qfile.h>
#include <QtCore/qfilesystemwatcher.h>
#include <QtCore/qsavefile.h>
#include <QtCore/qtemporarydir.h>
#include <QtCore/qtimer.h>
#include <QtTest/qsignalspy.h>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

using namespace QtLogin;

namespace {

std::unique_ptr<LoginManager> makeManager(const QTemporaryDir &folder, const std::shared_ptr<SecretStore> &store = {})
{
    return std::make_unique<LoginManager>(
        LoginSetup {.applicationId = QStringLiteral("org.qtlogin.bench"),
                    .userLoader = UserLoader::from([](const QString &id) { return SimpleUser::create({.id = id}); }),
                    .secretStore = store,
                    .profileFolder = folder.path()});
}

// One restore of a new manager, until the successor of its token is stored.
double restore(const QTemporaryDir &folder, const std::shared_ptr<SecretStore> &store)
{
    const auto login = makeManager(folder, store);
    QSignalSpy stored(login->rememberedLogin(), &RememberedLogin::stored);
    return timeOf([&] {
        if (!succeeds(login->restore()) || (stored.isEmpty() && !stored.wait(30'000)))
            std::printf("The restore failed.\n");
    });
}

// The lock file of another file, as ours: it is free as soon as no process has it open.
class BareLock
{
public:
    explicit BareLock(const QString &path) : m_path(path.toUtf8())
    {
        m_file = open(m_path.constData(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
        (void)flock(m_file, LOCK_EX | LOCK_NB);
    }
    ~BareLock()
    {
        (void)unlink(m_path.constData());
        (void)close(m_file);
    }
    BareLock(const BareLock &) = delete;
    BareLock &operator=(const BareLock &) = delete;

private:
    const QByteArray m_path;
    int m_file = -1;
};

// The same calls of keychain, bus and disk without a session: two reads and a proved write; the files of the profile and
// of the installation read, the folder watched, and the profile read four times more; the lock of the rotation; a devices
// file locked, read and replaced, with its folder synced; and an entry of the marks, which are locked, read three times,
// written in their place and synced.
double bareRestore(const QTemporaryDir &folder, SecretStore &store)
{
    const QString key = QStringLiteral("org.qtlogin.bench/bare");
    const auto path = [&](const char *name) { return folder.filePath(QLatin1StringView(name)); };
    const SecretPtr token = Secret::random(200).share();
    if (!succeeds(store.write(key, token)))
        std::printf("The keychain does not work.\n");
    const auto readFile = [&](const char *name) {
        QFile read(path(name));
        (void)(read.open(QIODevice::ReadOnly) && !read.readAll().isEmpty());
    };
    return timeOf([&] {
        readFile("bare.profile");
        readFile("bare.installation");
        (void)succeeds(store.read(key));
        const BareLock rotation(path("bare.rotation"));
        (void)succeeds(store.read(key));
        {
            const BareLock lock(path("bare.devices.lock"));
            readFile("bare.devices");
            QSaveFile save(path("bare.devices"));
            (void)(save.open(QIODevice::WriteOnly) && save.write(QByteArray(400, 'x')) && save.commit());
            const int directory = open(folder.path().toUtf8().constData(), O_RDONLY | O_CLOEXEC);
            (void)fsync(directory);
            (void)close(directory);
        }
        {
            readFile("bare.marks");
            const BareLock lock(path("bare.marks.lock"));
            QFile marks(path("bare.marks"));
            (void)(marks.open(QIODevice::ReadWrite | QIODevice::Unbuffered) && marks.write(QByteArray(64, 'x')) == 64
                   && fdatasync(marks.handle()) == 0);
            readFile("bare.marks");
            readFile("bare.marks");
        }
        QFileSystemWatcher watcher({folder.path()});
        for (int i = 0; i < 4; ++i)
            readFile("bare.profile");
        (void)succeeds(store.write(key, token));
    });
}

// Calls that read or write, of this process so far.
long long inputsAndOutputs()
{
    QFile io(QStringLiteral("/proc/self/io"));
    if (!io.open(QIODevice::ReadOnly))
        return -1;
    long long sum = 0;
    const QByteArray text = io.readAll();
    for (const QByteArray &line : text.split('\n')) {
        if (line.startsWith("syscr: ") || line.startsWith("syscw: "))
            sum += line.mid(7).toLongLong();
    }
    return sum;
}

} // namespace

void sessionFigures()
{
    QTemporaryDir folder;
    const auto lookItself = inputsAndOutputs();
    const auto before = inputsAndOutputs();
    (void)makeManager(folder);
    const auto after = inputsAndOutputs();
    std::printf("%-46s %12lld\n", "reads and writes of constructing a manager", (after - before) - (before - lookItself));

    const auto store = std::make_shared<KeychainStore>();
    double gap = 0;
    {
        const auto login = makeManager(folder, store);
        QSignalSpy stored(login->rememberedLogin(), &RememberedLogin::stored);
        Gap during;
        (void)login->logInVerified(SimpleUser::create({.id = QStringLiteral("ada")}), {.remember = LoginOptions::Remember::Yes});
        if (stored.isEmpty() && !stored.wait(30'000)) {
            std::printf("There is no keychain here: see the script \"run\".\n");
            return;
        }
        gap = during.longestMilliseconds();
    }
    const auto medians = interleaved(
        31, [&] { return restore(folder, store); }, [&] { return bareRestore(folder, *store); });
    Figure {"restore, beside the same calls done bare", medians.ours / 1e6, medians.bare / 1e6, "ms", 1.15}.print();
    for (int round = 0; round < 5; ++round) { // apart from the times, for who looks for gaps is never idle
        Gap during;
        (void)restore(folder, store);
        gap = std::max(gap, during.longestMilliseconds());
    }
    {
        const auto login = makeManager(folder, store);
        (void)succeeds(login->restore());
        Gap during;
        login->logOut();
        (void)succeeds(login->rememberedLogin()->forget());
        gap = std::max(gap, during.longestMilliseconds());
    }
    Figure {"longest gap of the event loop, beside 16 ms", gap, 16, "ms", 1.0}.print();
}
